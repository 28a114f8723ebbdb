// Files in and out: downloads, and designs chosen, dropped or started, always with a way back.

import { allTexts, joined, label, say, t, type PageKey } from '../i18n/messages.svelte';
import { design } from '../stores/design.svelte';
import { notices } from '../stores/notices.svelte';
import { route } from '../stores/route.svelte';
import { settings } from '../stores/settings.svelte';
import { autosave } from './autosave.svelte';
import { workshop } from './workshop.svelte';
import type { Problem, Starter } from '../engine/types';

/** Hands a text to the browser as a file to keep. */
export function downloadText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The cut list as a file. Which board lies on which sheet is not known before the search for a plan rests, and is said to be missing. */
export function downloadCutList(): void {
  const name = `${fileName()}.csv`;
  downloadText(name, 'text/csv;charset=utf-8', design.engine.cutListCsv(settings.language, allTexts()));
  if (!design.isPlanning) return notices.drop('csv');
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
