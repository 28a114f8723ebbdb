"""Writes the project's own hardware models as binary glTF beside this file: python3 assets/models/make.py

Metres, y up, +z towards the viewer. Each is one mesh with one material, turned profiles and rounded bars only, so that
a file stays at a few kilobytes. The output is the same on every run.
"""

import json
import math
import struct
from pathlib import Path

HERE = Path(__file__).parent


class Mesh:
    def __init__(self):
        self.places, self.normals, self.triangles = [], [], []

    def add(self, places, normals, triangles):
        first = len(self.places)
        self.places += places
        self.normals += normals
        self.triangles += [first + i for i in triangles]

    def turned(self, profile, sides, place):
        """A profile of (radius, height) turned about its axis; sharp where the profile bends, round about the axis.
        `place` maps (x, height, z) to the model."""
        origin = place((0, 0, 0))
        for (r0, h0), (r1, h1) in zip(profile, profile[1:]):
            length = math.hypot(r1 - r0, h1 - h0)
            out, up = (h1 - h0) / length, (r0 - r1) / length
            places, normals, triangles = [], [], []
            for i in range(sides + 1):
                angle = 2 * math.pi * i / sides
                c, s = math.cos(angle), math.sin(angle)
                normal = place((out * c, up, out * s))
                normal = tuple(a - b for a, b in zip(normal, origin))
                for r, h in ((r0, h0), (r1, h1)):
                    places.append(place((r * c, h, r * s)))
                    normals.append(normal)
            for i in range(sides):
                a, b, c, d = 2 * i, 2 * i + 1, 2 * i + 2, 2 * i + 3
                if r0 > 0:
                    triangles += [a, b, c]
                if r1 > 0:
                    triangles += [c, b, d]
            self.add(places, normals, triangles)

    def write(self, name, colour, metallic, roughness):
        flat = [v for p in self.places for v in p]
        places = struct.pack(f"<{len(flat)}f", *flat)
        normals = struct.pack(f"<{len(flat)}f", *[v for n in self.normals for v in n])
        indices = struct.pack(f"<{len(self.triangles)}H", *self.triangles)
        indices += b"\0" * (-len(indices) % 4)
        data = places + normals + indices
        count = len(self.places)
        exact = struct.iter_unpack("<3f", places)
        columns = list(zip(*exact))
        document = {
            "asset": {"version": "2.0", "generator": "Boardwright assets/models/make.py"},
            "scene": 0,
            "scenes": [{"nodes": [0]}],
            "nodes": [{"name": name, "mesh": 0}],
            "materials": [{"name": name, "pbrMetallicRoughness": {
                "baseColorFactor": [*colour, 1], "metallicFactor": metallic, "roughnessFactor": roughness}}],
            "meshes": [{"name": name, "primitives": [
                {"attributes": {"POSITION": 0, "NORMAL": 1}, "indices": 2, "material": 0}]}],
            "accessors": [
                {"bufferView": 0, "componentType": 5126, "count": count, "type": "VEC3",
                 "min": [min(c) for c in columns], "max": [max(c) for c in columns]},
                {"bufferView": 1, "componentType": 5126, "count": count, "type": "VEC3"},
                {"bufferView": 2, "componentType": 5123, "count": len(self.triangles), "type": "SCALAR"}],
            "bufferViews": [
                {"buffer": 0, "byteOffset": 0, "byteLength": len(places), "target": 34962},
                {"buffer": 0, "byteOffset": len(places), "byteLength": len(normals), "target": 34962},
                {"buffer": 0, "byteOffset": len(places) + len(normals),
                 "byteLength": 2 * len(self.triangles), "target": 34963}],
            "buffers": [{"byteLength": len(data)}],
        }
        text = json.dumps(document, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        total = 12 + 8 + len(text) + 8 + len(data)
        (HERE / f"{name}.glb").write_bytes(
            struct.pack("<III", 0x46546C67, 2, total)
            + struct.pack("<II", len(text), 0x4E4F534A) + text
            + struct.pack("<II", len(data), 0x004E4942) + data)


def along_z(x=0, y=0, z=0):
    return lambda p: (x + p[0], y - p[2], z + p[1])


def along_x(x=0):
    return lambda p: (x + p[1], -p[0], p[2])


def rounded(radius, bottom, top, edge):
    """A turned bar with chamfered ends."""
    return [(0, bottom), (radius - edge, bottom), (radius, bottom + edge), (radius, top - edge),
            (radius - edge, top), (0, top)]


def handle_bar(name, place):
    mesh = Mesh()
    # A round bar of 160 mm on two posts, 128 mm apart as drilled; `place` turns the upright one.
    mesh.turned(rounded(0.005, -0.080, 0.080, 0.0012), 16, lambda p: place((p[0], p[1], 0.027 + p[2])))
    for y in (-0.064, 0.064):
        post = along_z(0, y, 0)
        mesh.turned([(0.0046, 0.0), (0.0036, 0.004), (0.0036, 0.025)], 12, lambda p: place(post(p)))
    mesh.write(name, (0.18, 0.17, 0.155), 1.0, 0.38)


def handle_knob():
    mesh = Mesh()
    profile = [(0.0075, 0.0), (0.006, 0.004), (0.0058, 0.010), (0.010, 0.0145), (0.0138, 0.0175), (0.015, 0.0205),
               (0.0145, 0.0235), (0.0125, 0.0253), (0.008, 0.026), (0, 0.026)]
    mesh.turned(profile, 24, along_z())
    mesh.write("handle-knob", (0.18, 0.17, 0.155), 1.0, 0.38)


def leg():
    mesh = Mesh()
    profile = [(0, -0.100), (0.019, -0.100), (0.0205, -0.0985), (0.0205, -0.090), (0.0185, -0.088), (0.0185, -0.006),
               (0.030, -0.0045), (0.030, 0.0), (0, 0.0)]
    mesh.turned(profile, 24, lambda p: p)
    mesh.write("leg", (0.055, 0.055, 0.055), 1.0, 0.5)


def rail():
    mesh = Mesh()
    mesh.turned([(0.0125, 0.0), (0.0125, 1.0)], 20, along_x())
    for turn in (1, -1):
        socket = [(0.0225, 0.0), (0.0225, 0.003), (0.0175, 0.0045), (0.0165, 0.017), (0.0158, 0.018), (0.0125, 0.018)]
        place = along_x() if turn > 0 else (lambda p: (1 - p[1], p[0], p[2]))
        mesh.turned(socket, 24, place)
    mesh.write("rail", (0.62, 0.61, 0.59), 1.0, 0.28)


if __name__ == "__main__":
    handle_bar("handle-bar", lambda p: p)
    handle_bar("handle-bar-across", lambda p: (p[1], -p[0], p[2]))
    handle_knob()
    leg()
    rail()
