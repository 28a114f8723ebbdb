// Files in and out: downloads, and designs chosen, dropped or started, always with a way back.

import { allTexts, joined, label, say, t } from '../i18n/messages.svelte';
import { design } from '../stores/design.svelte';
import { notices } from '../stores/notices.svelte';
import { settings } from '../stores/settings.svelte';
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

export function downloadCutList(): void {
  downloadText(`${fileName()}.csv`, 'text/csv;charset=utf-8', design.engine.cutListCsv(settings.language, allTexts()));
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
  const before = isWorkshop ? design.engine.saveWorkshop() : design.engine.save();
  const problems = isWorkshop ? workshop.change('', text) : design.open(text);
  if (problems.length > 0) {
    notices.show({
      subject: 'file',
      tone: 'fails',
      text: t(isWorkshop ? 'page.files.workshop.damaged' : 'page.files.damaged', { name: file.name }),
      details: problems.map(problemText),
    });
    return;
  }
  if (isWorkshop) opened(t('page.files.opened', { name: file.name }), t('page.files.workshop.back'), () => workshop.change('', before));
  else opened(t('page.files.opened', { name: design.view?.name ?? file.name }), t('page.files.back'), () => design.open(before));
}

/** Starts from one of the shipped designs. */
export function startFrom(starter: Starter): void {
  const before = design.engine.save();
  const problems = design.start(starter.id, label(starter.label));
  if (problems.length > 0) refused(problems);
  else opened(t('page.files.started', { name: label(starter.label) }), t('page.files.back'), () => design.open(before));
}

/** Says why something was refused where no field stands beside it. */
export function refused(problems: Problem[]): void {
  if (problems.length === 0) return notices.drop('refused');
  notices.show({ subject: 'refused', tone: 'fails', text: t('page.problem.refused'), details: problems.map(problemText) }, 12);
}

/** A problem with its place and how often it stands there. */
export function problemText({ message, within, times }: Problem): string {
  const what = say(message);
  const place = joined([...within.map(say), times > 1 && `× ${times}`]);
  return place ? t('page.problem.place', { what, place }) : what;
}

function opened(text: string, back: string, goBack: () => Problem[]): void {
  notices.show({
    subject: 'file',
    tone: 'good',
    text,
    action: {
      label: back,
      run: () => {
        refused(goBack());
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
