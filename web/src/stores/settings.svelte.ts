// What a person has chosen for the page itself: language, appearance, unit, what the picture shows.
// Kept in localStorage, because index.html needs theme and language before anything else has loaded.

export type Language = 'en' | 'zh-CN';
export type Theme = 'auto' | 'light' | 'dark';
/** Inches are shown as fractions, as on a tape, or as decimals. */
export type Unit = 'mm' | 'cm' | 'in' | 'in-decimal';
/** What counts next among cutting plans of the same cost: a habit of the shop that saws, so no part of the design. */
export const goals = ['offcut', 'sawing', 'patterns'] as const;
export type Goal = (typeof goals)[number];
/** Which price is on show: of orders that a workshop plans together, or of this one planned alone, by the sheets it takes. */
export const bases = ['together', 'alone'] as const;
export type Basis = (typeof bases)[number];
export type Picture = '3d' | 'elevation';

const key = 'boardwright:settings';

/** A room as the engine reads it. */
export type RoomSetting = { litres: number; air_change_percent: number; celsius: number; humidity_percent: number; target: string };

type Kept = {
  language: Language;
  theme: Theme;
  unit: Unit;
  picture: Picture;
  frontsOpen: boolean;
  dimensions: boolean;
  xRay: boolean;
  person: boolean;
  goal: Goal;
  basis: Basis;
  /** The room that the furniture stands in; none follows the usual one. */
  room: RoomSetting | null;
};

function preferredLanguage(): Language {
  return navigator.languages.find((tag) => /^(zh|en)/i.test(tag))?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

function read(): Kept {
  const usual: Kept = {
    language: preferredLanguage(),
    theme: 'auto',
    unit: 'mm',
    picture: '3d',
    frontsOpen: false,
    dimensions: true,
    xRay: false,
    person: false,
    goal: 'offcut',
    basis: 'together',
    room: null,
  };
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Kept>;
    const known = <T>(value: T | undefined, values: T[], otherwise: T) =>
      value !== undefined && values.includes(value) ? value : otherwise;
    return {
      language: known(kept.language, ['en', 'zh-CN'], usual.language),
      theme: known(kept.theme, ['auto', 'light', 'dark'], usual.theme),
      unit: known(kept.unit, ['mm', 'cm', 'in', 'in-decimal'], usual.unit),
      picture: known(kept.picture, ['3d', 'elevation'], usual.picture),
      frontsOpen: kept.frontsOpen ?? usual.frontsOpen,
      dimensions: kept.dimensions ?? usual.dimensions,
      xRay: kept.xRay ?? usual.xRay,
      person: kept.person ?? usual.person,
      goal: known(kept.goal, [...goals], usual.goal),
      basis: known(kept.basis, [...bases], usual.basis),
      // The engine refuses one that is damaged.
      room: kept.room ?? usual.room,
    };
  } catch {
    return usual;
  }
}

export const settings = $state<Kept>(read());

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
let deviceIsDark = $state(prefersDark.matches);
prefersDark.addEventListener('change', (event) => (deviceIsDark = event.matches));

/** True when the page is dark now, by choice or by the device. */
export function isDark(): boolean {
  return settings.theme === 'dark' || (settings.theme === 'auto' && deviceIsDark);
}

/** Writes the settings down and gives the document its theme whenever one of them changes. */
export function keepSettings(): void {
  $effect(() => {
    document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
    const text = JSON.stringify(settings);
    try {
      localStorage.setItem(key, text);
    } catch {
      // Storage is switched off: the choice holds until the page is closed.
    }
  });
}
