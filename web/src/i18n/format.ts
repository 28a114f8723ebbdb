// Numbers as a reader writes them. Only the way they look is decided here: every figure comes from the engine.

import { settings, type Unit } from '../stores/settings.svelte';

const um_per_unit: Record<Unit, number> = { mm: 1_000, cm: 10_000, in: 25_400, 'in-decimal': 25_400 };
/** Digits after the point; for fractions, of the small lengths that no tape is read for. */
const digits: Record<Unit, number> = { mm: 1, cm: 2, in: 3, 'in-decimal': 2 };
const unit_text: Record<Unit, string> = { mm: 'mm', cm: 'cm', in: 'in', 'in-decimal': 'in' };
/** The finest division of a tape: 1/32 in, in micrometres. */
const thirty_second_um = 25_400 / 32;
/** Lengths below this are gauges such as a band's or a saw blade's, which go by decimals. */
const gauge_um = 25_400 / 4;
const narrow_space = '\u202f';

const cache = new Map<string, Intl.NumberFormat>();

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const { minimumFractionDigits, maximumFractionDigits, useGrouping } = options;
  const key = `${settings.language} ${minimumFractionDigits} ${maximumFractionDigits} ${useGrouping}`;
  let format = cache.get(key);
  if (!format) cache.set(key, (format = new Intl.NumberFormat(settings.language, options)));
  return format;
}

/** Groups of three stand apart by a thin space in English, by a comma in Chinese. */
function grouped(value: number, options: Intl.NumberFormatOptions): string {
  const text = numbers(options).format(value);
  // English parts groups by commas and by nothing else. Asking Intl for the parts takes ten times as long.
  return settings.language === 'zh-CN' ? text : text.replaceAll(',', narrow_space);
}

export function formatCount(value: number): string {
  return grouped(value, { maximumFractionDigits: 0 });
}

/** A length with its unit: `2 436 mm`. */
export function formatLength(um: number): string {
  return `${formatLengthBare(um)} ${unitText()}`;
}

/** The sign of the unit in force. */
export function unitText(): string {
  return unit_text[settings.unit];
}

function showsFraction(um: number, unit: Unit): boolean {
  return unit === 'in' && Math.abs(um) >= gauge_um;
}

/** Inches as on a tape, to the nearest 1/32: `70 7/8`. */
function fraction(um: number, space: string): string {
  const parts = Math.round(Math.abs(um) / thirty_second_um);
  const sign = um < 0 ? '-' : '';
  const whole = Math.floor(parts / 32);
  let [top, bottom] = [parts % 32, 32];
  while (top > 0 && top % 2 === 0) [top, bottom] = [top / 2, bottom / 2];
  if (top === 0) return `${sign}${whole}`;
  return `${sign}${whole > 0 ? `${whole}${space}` : ''}${top}/${bottom}`;
}

/** A length without its unit, for columns and drawings that name the unit once. */
export function formatLengthBare(um: number): string {
  if (showsFraction(um, settings.unit)) return fraction(um, narrow_space);
  const options = { maximumFractionDigits: digits[settings.unit], useGrouping: settings.language !== 'zh-CN' };
  return grouped(um / um_per_unit[settings.unit], options);
}

/** The smallest length allowed, rounded up to what is shown, so that typing what is shown is accepted. */
export function atLeast(um: number): number {
  return -atMost(-um);
}

/** The largest length allowed, rounded down to what is shown. */
export function atMost(um: number): number {
  const step = showsFraction(um, settings.unit) ? thirty_second_um : um_per_unit[settings.unit] / 10 ** digits[settings.unit];
  return Math.floor(um / step) * step;
}

/** A length as one would type it: no groups, a point, the unit. */
export function typedLength(um: number, unit: Unit = settings.unit): string {
  if (showsFraction(um, unit)) return `${fraction(um, ' ')} ${unit_text[unit]}`;
  const value = (um / um_per_unit[unit]).toFixed(unit === 'mm' ? 3 : 4);
  return `${value.replace(/\.?0+$/, '')} ${unit_text[unit]}`;
}

/** What a person typed, with the unit in force where they gave none. Full-width digits count as digits. */
export function withUnit(text: string): string {
  // NFKC would make two signs of feet out of the sign of inches.
  const plain = text.replace('″', '"').normalize('NFKC').trim();
  if (!/^[+-]?[\d\s.,/-]+$/.test(plain)) return plain;
  // The space in `30 1/2` divides; any other is one between thousands.
  return `${plain.includes('/') ? plain.replace(/\s+/g, ' ') : plain.replace(/\s/g, '')} ${unitText()}`;
}

/** Metres for what is long: bands and saw cuts. */
export function formatMetres(um: number): string {
  return `${grouped(um / 1e6, { maximumFractionDigits: 1 })} m`;
}

export function formatArea(mm2: number): string {
  return `${grouped(mm2 / 1e6, { minimumFractionDigits: 2, maximumFractionDigits: 2 })} m²`;
}

/** A mass in kilograms, in grams where that would be nearly nothing. */
export function formatMass(g: number): string {
  if (g > 0 && g < 100) return `${formatCount(g)} g`;
  return `${grouped(g / 1000, { maximumFractionDigits: g < 10_000 ? 1 : 0 })} kg`;
}

/** Milligrams as people weigh such amounts: `168 mg`, `3.05 g`. */
export function formatMilligrams(mg: number): string {
  return mg < 1000 ? `${formatCount(mg)} mg` : `${grouped(mg / 1000, { maximumFractionDigits: 2 })} g`;
}

/** Nanograms per cubic metre as standards give them: `0.067 mg/m³`. */
export function formatPerCubicMetre(ng: number): string {
  return `${grouped(ng / 1e6, { minimumFractionDigits: 3, maximumFractionDigits: 3 })} mg/m³`;
}

/** A whole number of the last of some decimal places, as one would type it. */
export function formatDecimal(value: number, places: number): string {
  return String(value / 10 ** places);
}

/** The same read back, with a point or a comma; null for anything else. */
export function typedDecimal(text: string, places: number): number | null {
  const plain = text.normalize('NFKC').trim().replace(',', '.');
  const value = Number(plain) * 10 ** places;
  return /^\d+(\.\d+)?$/.test(plain) && Number.isSafeInteger(Math.round(value)) ? Math.round(value) : null;
}

export function formatShare(bp: number): string {
  return `${grouped(bp / 100, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`;
}

/** Money as people read a price: whole yuan above a hundred, fen below. */
export function formatMoney(fen: number): string {
  return money(fen, Math.abs(fen) >= 10_000 ? 0 : 2);
}

/** Money to the fen, for tables that must add up. */
export function formatMoneyExact(fen: number): string {
  return money(fen, 2);
}

function money(fen: number, fraction: number): string {
  const amount = grouped(Math.abs(fen) / 100, { minimumFractionDigits: fraction, maximumFractionDigits: fraction });
  const sign = fen < 0 ? '− ' : '';
  return settings.language === 'zh-CN' ? `${sign}¥${amount}` : `${sign}¥${narrow_space}${amount}`;
}

/** When something happened, to the minute. */
export function formatMoment(ms: number): string {
  return new Intl.DateTimeFormat(settings.language, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);
}

/** A day as one writes it at the head of a letter. */
export function formatDay(day: Date): string {
  return new Intl.DateTimeFormat(settings.language, { dateStyle: 'long' }).format(day);
}
