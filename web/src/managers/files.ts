// Files in and out: downloads, and designs chosen, dropped or started, always with a way back.

import { allTexts, joined, label, say, t, type PageKey } from '../i18n/messages.svelte';
import { design } from '../stores/design.svelte';
import { notices } from '../stores/notices.svelte';
import { route } from '../stores/route.svelte';
import { settings } from '../stores/settings.svelte';
import { autosave } from './autosave.svelte';
import { designIn } from './link';
import { workshop } from './workshop.svelte';
import { writeFile } from '../engine/files';
import type { Problem, Starter } from '../engine/types';
import { formats, type Format } from '../engine/types/formats';

/** Hands a text or bytes to the browser as a file to keep. */
export function downloadText(name: string, type: string, text: string | Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The cut list as a file. Which board lies on which sheet is not known before the search for a plan rests, and is said to be missing. */
export function downloadCutList(): void {
  const format = formats.find(({ id }) => id === 'cut-list-csv');
  const hasSheets = !design.isPlanning;
  if (format) void downloadAs(format).then((name) => name !== null && sayWhetherSheets(hasSheets, name));
}

/** Says where the numbers of sheets are missing, with a way to wait for them. */
function sayWhetherSheets(hasSheets: boolean, name: string): void {
  if (hasSheets) return notices.drop('csv');
  notices.show({
    subject: 'csv',
    tone: 'look',
    text: t('page.files.csv.no-sheets', { name }),
    action: { label: t('page.files.csv.wait'), run: waitForSheets },
  });
}

/** Downloads the cut list once the search rests, unless there is another design to cut by then. */
function waitForSheets(): void {
  notices.show({ subject: 'csv', tone: 'plain', text: t('page.files.csv.waiting') });
  const { revision } = design.view ?? {};
  const stop = design.follow(() => {
    if (design.view?.revision !== revision) stop();
    else if (!design.isPlanning) {
      stop();
      downloadCutList();
    }
  });
}

/** Downloads the design in a format and gives back the file's name, or none where something stands against it, which is said. */
export async function downloadAs(format: Format): Promise<string | null> {
  const name = label(`format.${format.id}`);
  const { engine } = design;
  // A table with the numbers of sheets is worth nothing while these may still change.
  const plan = format.plan === 'needed' || (format.plan === 'where-known' && engine.search() !== 'running') ? engine.savePlan() : '';
  const slow = setTimeout(() => notices.show({ subject: 'writing', tone: 'plain', text: t('page.files.writing', { name }) }), 300);
  const file = `${fileName()}.${format.extension}`;
  const written = await writeFile({
    format: format.id,
    design: engine.save(),
    workshop: engine.saveWorkshop(),
    plan,
    language: settings.language,
    texts: allTexts(),
    room: JSON.stringify(engine.emissions().room),
  });
  clearTimeout(slow);
  notices.drop('writing');
  if (written.failed !== null || written.problems.length > 0) {
    if (written.failed !== null) console.error(written.failed);
    notices.show({ subject: 'file', tone: 'fails', text: t('page.files.failed', { name }), details: written.problems.map(problemText) });
    return null;
  }
  downloadText(file, format.mediaType, written.bytes);
  return file;
}

export function downloadDesign(): void {
  downloadText(`${fileName()}.boardwright.json`, 'application/json', design.engine.save());
}

export function downloadWorkshop(): void {
  downloadText('boardwright.workshop.json', 'application/json', design.engine.saveWorkshop());
}

/** Opens a design or workshop file; a damaged one changes nothing and says what is wrong with it. */
export async function openFile(file: File): Promise<void> {
  let text: string;
  try {
    text = await file.text();
  } catch {
    notices.show({ subject: 'file', tone: 'fails', text: t('page.files.unreadable', { name: file.name }) });
    return;
  }
  const isWorkshop = /"format"\s*:\s*"boardwright-workshop"/.test(text);
  const said = t('page.files.opened', { name: file.name });
  const problems = isWorkshop ? workshop.replace('', text, said) : design.open(text);
  if (problems.length > 0) {
    notices.show({
      subject: 'file',
      tone: 'fails',
      text: t(isWorkshop ? 'page.files.workshop.damaged' : 'page.files.damaged', { name: file.name }),
      details: problems.map(problemText),
    });
    return;
  }
  if (isWorkshop) return notices.drop('file');
  opened([], 'page.files.opened');
  route.go('design');
}

/** Starts from one of the shipped designs. */
export function startFrom(starter: Starter): void {
  opened(design.start(starter.id, label(starter.label)), 'page.files.started');
  route.go('design');
}

/** Goes on with a design that is kept here. */
export function reopen(text: string, slot?: string): void {
  if (slot) autosave.expect(slot);
  opened(design.open(text), 'page.files.opened');
  route.go('design');
}

/** Opens the design that an address holds; the one that was open is kept, and a damaged address changes nothing. */
export async function openLinked(hash: string): Promise<void> {
  const text = await designIn(hash);
  history.replaceState(history.state, '', '#design');
  route.go('design');
  const problems = text === null ? [] : design.open(text);
  if (text !== null && problems.length === 0) return opened([], 'page.files.opened');
  notices.show({ subject: 'file', tone: 'fails', text: t('page.files.link.damaged'), details: problems.map(problemText) });
}

/** Says why something was refused where no field stands beside it. */
export function refused(problems: Problem[]): void {
  if (problems.length === 0) return notices.drop('refused');
  notices.show({ subject: 'refused', tone: 'fails', text: t('page.problem.refused'), details: problems.map(problemText) });
}

/** A problem with its place and how often it stands there. */
export function problemText({ message, within, times }: Problem): string {
  const what = say(message);
  const place = joined([...within.map(say), times > 1 && `× ${times}`]);
  return place ? t('page.problem.place', { what, place }) : what;
}

/** Says which design is open now, with the way back; every design stands on the Files face as well. */
function opened(problems: Problem[], said: PageKey): void {
  refused(problems);
  if (problems.length > 0) return;
  const { before } = design;
  notices.show({
    subject: 'file',
    tone: 'good',
    text: t(said, { name: design.view?.name ?? '' }),
    action: before ? { label: t('page.files.back'), run: () => reopen(before.text) } : undefined,
  });
}

/** The design's name without what file systems refuse. */
function fileName(): string {
  const name = (design.view?.name ?? '').replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim();
  return name || 'boardwright';
}
