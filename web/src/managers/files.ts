// Files in and out: downloads, and designs chosen, dropped or started, always with a way back.

import { allTexts, label, say, t } from '../i18n/messages.svelte';
import { design } from '../stores/design.svelte';
import { notices } from '../stores/notices.svelte';
import { settings } from '../stores/settings.svelte';
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

export function downloadCutList(): void {
  downloadText(`${fileName()}.csv`, 'text/csv;charset=utf-8', design.engine.cutListCsv(settings.language, allTexts()));
}

export function downloadDesign(): void {
  downloadText(`${fileName()}.boardwright.json`, 'application/json', design.engine.save());
}

/** Opens a design file; a damaged one changes nothing and says what is wrong with it. */
export async function openFile(file: File): Promise<void> {
  let text: string;
  try {
    text = await file.text();
  } catch {
    notices.show({ subject: 'file', tone: 'fails', text: t('page.files.unreadable', { name: file.name }) });
    return;
  }
  const before = design.engine.save();
  const problems = design.open(text);
  if (problems.length > 0) {
    notices.show({
      subject: 'file',
      tone: 'fails',
      text: t('page.files.damaged', { name: file.name }),
      details: problems.map(problemText),
    });
    return;
  }
  opened(t('page.files.opened', { name: design.view?.name ?? file.name }), before);
}

/** Starts from one of the shipped designs. */
export function startFrom(starter: Starter): void {
  const before = design.engine.save();
  const problems = design.start(starter.id, label(starter.label));
  if (problems.length > 0) refused(problems);
  else opened(t('page.files.started', { name: label(starter.label) }), before);
}

/** Says why something was refused where no field stands beside it. */
export function refused(problems: Problem[]): void {
  if (problems.length === 0) return notices.drop('refused');
  notices.show({ subject: 'refused', tone: 'fails', text: t('page.problem.refused'), details: problems.map(problemText) }, 12);
}

/** A problem with its place in the file, where it has one. */
export function problemText({ message, place }: Problem): string {
  return place ? `${say(message)} (${t('page.problem.place', { place })})` : say(message);
}

function opened(text: string, before: string): void {
  notices.show({
    subject: 'file',
    tone: 'good',
    text,
    action: {
      label: t('page.files.back'),
      run: () => {
        refused(design.open(before));
        notices.drop('file');
      },
    },
  });
}

/** The design's name without what file systems refuse. */
function fileName(): string {
  const name = (design.view?.name ?? '').replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim();
  return name || 'boardwright';
}
