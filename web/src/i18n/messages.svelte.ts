// The texts of the page in the reader's language.
//
// page.json holds the page's own texts and gives their keys their type. What the engine speaks of stands in files beside
// it and in those of modules and designs; all of a language is one file, made when the page is built, and loaded when
// it is needed.

import type english from '../../../assets/messages/en/page.json';
import type chinese from '../../../assets/messages/zh-CN/page.json';
import type { Message, MessageValue, Names } from '../engine/types';
import { atLeast, atMost, formatCount, formatLength } from './format';
import { settings, type Language } from '../stores/settings.svelte';

export type PageKey = keyof typeof english;

// Fails to compile when one language lacks a key that the other has.
type Complete<T extends true> = T;
export type Checked = Complete<[PageKey] extends [keyof typeof chinese] ? ([keyof typeof chinese] extends [PageKey] ? true : false) : false>;

type Texts = Record<string, string>;
const files = import.meta.glob<string>('../generated/messages/*.json', { query: '?url', import: 'default', eager: true });

let texts = $state.raw<Texts>({});

/** Loads a language and makes it the one in force. */
export async function useLanguage(language: Language): Promise<void> {
  texts = (await (await fetch(files[`../generated/messages/${language}.json`] ?? '')).json()) as Texts;
  settings.language = language;
  document.documentElement.lang = language;
}

/** A text of the page, its placeholders filled. */
export function t(key: PageKey, values: Record<string, string | number> = {}): string {
  return fill(texts[key] ?? key, (name) => {
    const value = values[name];
    return typeof value === 'number' ? formatCount(value) : value;
  });
}

// Made once: it takes longer than everything else that a text needs.
const rules = new Map<Language, Intl.PluralRules>();

function pluralRules(language: Language): Intl.PluralRules {
  let found = rules.get(language);
  if (!found) rules.set(language, (found = new Intl.PluralRules(language)));
  return found;
}

/** A text that has another form for one. */
export function plural(key: PageKey, count: number): string {
  const one = `${key}.one`;
  const isOne = one in texts && pluralRules(settings.language).select(count) === 'one';
  return t(isOne ? (one as PageKey) : key, { count });
}

/** The text of a key that the engine names; the key itself where the text is missing, so that it is seen. */
export function label(key: string): string {
  return texts[key] ?? key;
}

/** All texts in force as JSON, for files that the engine writes. */
export function allTexts(): string {
  return JSON.stringify(texts);
}

/** A sentence from the engine. */
export function say(message: Message): string {
  return fill(label(message.key), (name) => {
    const value = message.values?.[name];
    return value === undefined ? undefined : valueText(value, name);
  });
}

/** Several texts in a row. */
export function joined(parts: (string | false)[]): string {
  return parts.filter(Boolean).join(t('page.comma'));
}

/** A name that the catalogue gives in both languages. */
export function named(names: Names | undefined, otherwise: string): string {
  return names?.[settings.language] ?? otherwise;
}

function valueText(value: MessageValue, name: string): string {
  if ('um' in value) return formatLength(/^(least|min)$/.test(name) ? atLeast(value.um) : /^(most|max)$/.test(name) ? atMost(value.um) : value.um);
  if ('count' in value) return formatCount(value.count);
  if ('keys' in value) return value.keys.map(label).join(label('list.comma'));
  return 'text' in value ? value.text : label(value.key);
}

function fill(text: string, value: (name: string) => string | undefined): string {
  return text.replace(/\{([a-z_0-9]+)\}/g, (whole, name: string) => value(name) ?? whole);
}
