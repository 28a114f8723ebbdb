// DO NOT EDIT: `cargo xtask schema` writes this from the formats of crates/export.

/** A file format; `format.ID` is the message key of its name, `format.ID.what` of what it is for. */
export type Format = {
  id: string;
  extension: string;
  mediaType: string;
  /** What it wants of the cutting plan. */
  plan: 'none' | 'where-known' | 'needed';
  /** Message keys of what it can't carry, and of the limits that it sets. */
  without: string[];
};

export const formats: Format[] = [
  { id: 'cut-list-csv', extension: 'csv', mediaType: 'text/csv;charset=utf-8', plan: 'where-known', without: ['format.without.cuts', 'format.without.grooves'] },
  { id: 'design', extension: 'boardwright.json', mediaType: 'application/json', plan: 'none', without: ['format.without.plan', 'format.without.workshop'] },
  { id: 'cut-list', extension: 'parts.json', mediaType: 'application/json', plan: 'none', without: [] },
  { id: 'cutting-plan', extension: 'plan.json', mediaType: 'application/json', plan: 'needed', without: [] },
  { id: 'bars', extension: 'bars.json', mediaType: 'application/json', plan: 'none', without: [] },
  { id: 'estimate', extension: 'estimate.json', mediaType: 'application/json', plan: 'needed', without: [] },
  { id: 'checks', extension: 'checks.json', mediaType: 'application/json', plan: 'none', without: [] },
];
