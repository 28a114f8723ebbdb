// How what is written on a surface stands out from it.

/** Weights of red, green and blue in lightness (ITU-R BT.709), and the lightness at which white and
 *  the page's ink stand out alike: WCAG 2's contrast is the same on both sides, with 0.015 to 0.02 for the ink. */
const weights = { red: 0.2126, green: 0.7152, blue: 0.0722 };
const half_way = 0.21;

/** Whether light words are easier to read on a colour (`#rrggbb`) than dark ones. */
export function isDarkSurface(colour: string | undefined): boolean {
  const [red = 1, green = 1, blue = 1] = (colour?.match(/[\da-f]{2}/gi) ?? []).map((part) => (Number.parseInt(part, 16) / 255) ** 2.2);
  return weights.red * red + weights.green * green + weights.blue * blue < half_way;
}
