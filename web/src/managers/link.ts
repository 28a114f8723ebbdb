// A design as a link: packed into the address, so that a code on paper opens it without a server.

const prefix = '#open=';

/** The most that a packed design is unpacked to, as large as a design file may be. */
const most_bytes = 4 << 20;

/** The address that opens a design; none where the browser can't pack. */
export async function linkOf(text: string): Promise<string | null> {
  if (!('CompressionStream' in globalThis)) return null;
  const plain = new TextEncoder().encode(JSON.stringify(JSON.parse(text)));
  const packed = await new Response(new Blob([plain]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer();
  const code = btoa(String.fromCharCode(...new Uint8Array(packed)));
  return `${location.origin}${location.pathname}${prefix}${code.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/** True for an address that holds a design. */
export function isLink(hash: string): boolean {
  return hash.startsWith(prefix);
}

/** The text of the design in an address; none where it is damaged, too large, or the browser can't unpack. */
export async function designIn(hash: string): Promise<string | null> {
  try {
    const code = hash.slice(prefix.length).replaceAll('-', '+').replaceAll('_', '/');
    const packed = Uint8Array.from(atob(code), (character) => character.charCodeAt(0));
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let text = '';
    for (let size = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > most_bytes) {
        await reader.cancel();
        return null;
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return null;
  }
}
