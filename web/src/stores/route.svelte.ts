// Which of the four faces of the model is in view; kept in the address so that reload and Back work.

export const faces = ['design', 'boards', 'report', 'files'] as const;
export type Face = (typeof faces)[number];

function fromAddress(): Face {
  const name = location.hash.slice(1);
  return faces.find((face) => face === name) ?? 'design';
}

class Route {
  face = $state<Face>(fromAddress());

  go(face: Face): void {
    if (face !== this.face) location.hash = face;
  }
}

export const route = new Route();
addEventListener('hashchange', () => (route.face = fromAddress()));
