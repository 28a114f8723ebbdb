//! Every mesh in one buffer: the unit box, a unit square for lines, the person, and the hardware.

use glam::Vec3;
use wgpu::util::DeviceExt as _;

use crate::model::Models;
use crate::view::person;

/// Indices of one mesh in the common buffer.
pub type MeshRange = std::ops::Range<u32>;

/// The meshes.
pub struct Meshes {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
    unit_box: MeshRange,
    /// A unit square.
    pub line: MeshRange,
    /// The silhouette.
    pub person: MeshRange,
    models: Vec<MeshRange>,
}

#[derive(Default)]
struct Builder {
    vertices: Vec<[[f32; 3]; 2]>,
    indices: Vec<u32>,
}

impl Builder {
    fn add(
        &mut self,
        vertices: impl IntoIterator<Item = [Vec3; 2]>,
        indices: impl IntoIterator<Item = u32>,
    ) -> MeshRange {
        let base = self.vertices.len() as u32;
        let start = self.indices.len() as u32;
        self.vertices
            .extend(vertices.into_iter().map(|both| both.map(Into::into)));
        self.indices
            .extend(indices.into_iter().map(|index| base + index));
        start..self.indices.len() as u32
    }
}

impl Meshes {
    /// Puts all meshes onto the graphics card.
    pub fn new(device: &wgpu::Device, models: &Models) -> Self {
        let mut builder = Builder::default();
        let (vertices, indices) = unit_box();
        let unit_box = builder.add(vertices, indices);
        let square = [Vec3::ZERO, Vec3::X, Vec3::Y, Vec3::X + Vec3::Y];
        let line = builder.add(square.map(|place| [place, Vec3::Z]), [0, 1, 2, 2, 1, 3]);
        let silhouette = person::triangles();
        let many = 3 * silhouette.len() as u32;
        let corners = silhouette.into_iter().flatten();
        let person = builder.add(corners.map(|at| [at.extend(0.0), Vec3::Z]), 0..many);
        let models = models
            .models
            .iter()
            .map(|model| {
                builder.add(
                    model.vertices.iter().copied(),
                    model.indices.iter().copied(),
                )
            })
            .collect();
        Self {
            vertices: device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
                label: Some("vertices"),
                contents: bytemuck::cast_slice(&builder.vertices),
                usage: wgpu::BufferUsages::VERTEX,
            }),
            indices: device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
                label: Some("indices"),
                contents: bytemuck::cast_slice(&builder.indices),
                usage: wgpu::BufferUsages::INDEX,
            }),
            unit_box,
            line,
            person,
            models,
        }
    }

    /// The unit box, or a model's mesh.
    pub fn of(&self, model: Option<usize>) -> &MeshRange {
        model
            .and_then(|index| self.models.get(index))
            .unwrap_or(&self.unit_box)
    }

    /// Makes the meshes ready to draw from.
    pub fn bind(&self, pass: &mut wgpu::RenderPass<'_>) {
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        pass.set_index_buffer(self.indices.slice(..), wgpu::IndexFormat::Uint32);
    }
}

/// A box from 0 to 1 with a flat normal on each face, anticlockwise from outside.
fn unit_box() -> (Vec<[Vec3; 2]>, Vec<u32>) {
    let mut vertices = Vec::new();
    let mut indices = Vec::new();
    for axis in 0..3 {
        for high in [false, true] {
            let unit =
                |k: usize| Vec3::from_array(std::array::from_fn(|i| f32::from(u8::from(i == k))));
            let (across, up) = (unit((axis + 1) % 3), unit((axis + 2) % 3));
            let normal = if high { unit(axis) } else { -unit(axis) };
            let origin = if high { unit(axis) } else { Vec3::ZERO };
            let base = vertices.len() as u32;
            for corner in [Vec3::ZERO, across, across + up, up] {
                vertices.push([origin + corner, normal]);
            }
            let turns = if high {
                [0, 1, 2, 0, 2, 3]
            } else {
                [0, 2, 1, 0, 3, 2]
            };
            indices.extend(turns.map(|turn| base + turn));
        }
    }
    (vertices, indices)
}
