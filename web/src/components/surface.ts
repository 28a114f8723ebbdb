// How what is written on a surface stands out from it.

/** Whether light words are easier to read on a colour (`#rrggbb`) than dark ones. */
export function isDarkSurface(colour: string | undefined): boolean {
  const [red = 1, green = 1, blue = 1] = (colour?.match(/[\da-f]{2}/gi) ?? []).map((part) => (Number.parseInt(part, 16) / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.21;
}
