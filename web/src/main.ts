// Start: engine and kept design first, then the page, then the worker, the other faces and, last, the 3D view.

import './tokens.css';
import './base.css';
import './skeleton.css';
import { mount, tick } from 'svelte';
import App from './components/shell/App.svelte';
import { compileEngine, compileOptimiser, startEngine } from './engine/engine';
import { label, t, useLanguage } from './i18n/messages.svelte';
import { autosave } from './managers/autosave.svelte';
import { otherFaces } from './managers/faces.svelte';
import { downloadText, openLinked, problemText } from './managers/files';
import { whenIdle } from './managers/idle';
import { isLink } from './managers/link';
import { planning } from './managers/planning.svelte';
import { portfolio } from './managers/portfolio.svelte';
import { viewer } from './managers/viewer.svelte';
import { workshop } from './managers/workshop.svelte';
import { design } from './stores/design.svelte';
import { notices } from './stores/notices.svelte';
import { route } from './stores/route.svelte';
import { saw } from './stores/saw.svelte';
import { settings } from './stores/settings.svelte';

/** How long the first cutting plan may have the processor before the 3D view is loaded. */
const head_start_ms = 400;

async function start(): Promise<void> {
  const target = document.getElementById('app');
  if (!target) return;

  if (route.face !== 'design') void otherFaces.load();
  const texts = useLanguage(settings.language);
  const restoring = autosave.restore();
  const compiling = compileEngine();
  const optimiser = compileOptimiser();
  // Without it there is no plan, which is said where plans are; the page goes on.
  optimiser.catch(() => {});
  try {
    design.use(startEngine(await compiling));
  } catch (error) {
    console.error(error);
    await texts;
    return explain(target);
  }
  const kept = await restoring;
  await texts;
  await openFirst(kept?.text ?? null);
  const problems = workshop.restore();
  if (problems.length > 0) notices.show({ subject: 'workshop', tone: 'fails', text: t('page.workshop.kept-damaged'), details: problems.map(problemText) });
  // A plan is one for a design, a workshop and a goal: only now that all are there is it known whether it still belongs.
  design.engine.setGoal(settings.goal);
  if (kept?.history) design.restoreHistory(kept.history);
  const plan = kept?.plan;
  if (plan) {
    if (!design.engine.restorePlan(plan)) notices.show({ subject: 'kept-boards', tone: 'look', text: t('page.boards.kept.dropped') });
    design.keep((engine) => engine.view());
  }
  saw.restore(design.view?.plan);

  target.replaceChildren();
  mount(App, { target });
  await tick();
  performance.mark('boardwright:interactive');

  // For measures from outside: frames drawn since the start.
  Object.assign(globalThis, { boardwright: { frameCount: () => viewer.frameCount() } });

  watchEngine();
  const firstPlan = planning.start(optimiser);
  void firstPlan.then(() => whenIdle(() => void otherFaces.load(), 500));
  autosave.begin();
  portfolio.begin();
  followLinks();
  if (autosave.isCopy) notices.show({ subject: 'copy', tone: 'plain', text: t('page.saved.other-tab') });
  if (autosave.state === 'not-kept') notices.show({ subject: 'not-kept', tone: 'look', text: t('page.saved.not-kept-why') });
  // The price by sheets is worth more than a little earlier a picture.
  await Promise.race([firstPlan, new Promise((resolve) => setTimeout(resolve, head_start_ms))]);
  whenIdle(() => void viewer.load(), 500);
}

/** Opens the design of an address that holds one, now and when another such address is followed. */
function followLinks(): void {
  const follow = (): void => {
    if (isLink(location.hash)) void openLinked(location.hash);
  };
  addEventListener('hashchange', follow);
  follow();
}

/** The kept design, or the first starter. A kept one that can't be opened stays kept, and says so. */
async function openFirst(kept: string | null): Promise<void> {
  if (kept !== null) {
    const problems = design.open(kept);
    if (problems.length === 0) return;
    await autosave.setAside();
    notices.show({
      subject: 'kept',
      tone: 'fails',
      text: t('page.files.kept-damaged'),
      details: problems.map(problemText),
      action: { label: t('page.files.kept-damaged.get'), run: () => downloadText('boardwright-kept.json', 'application/json', kept) },
    });
  }
  const first = design.starters[0];
  if (first) design.start(first.id, label(first.label));
}

/** Without the engine there is nothing to show but why, and a way to try again. */
function explain(target: HTMLElement): void {
  const isOld = typeof WebAssembly !== 'object' || !('compileStreaming' in WebAssembly);
  const text = document.createElement('p');
  text.setAttribute('role', 'alert');
  text.textContent = t(isOld ? 'page.problem.old-browser' : 'page.problem.no-engine');
  const again = document.createElement('button');
  again.className = 'solid';
  again.textContent = t('page.viewer.again');
  again.onclick = () => location.reload();
  const main = document.createElement('main');
  main.style.cssText = 'grid-row: 2; padding: 32px; display: grid; gap: 16px; align-content: start; justify-items: start';
  main.append(text, again);
  target.querySelector('main')?.replaceWith(main);
}

/** A panic of the engine stops every edit: it is said, and the design kept up to the last change is a reload away. */
function watchEngine(): void {
  const heard = (error: unknown): void => {
    if (!(error instanceof WebAssembly.RuntimeError) || !/session/.test(error.stack ?? '')) return;
    notices.show({
      subject: 'crashed',
      tone: 'fails',
      text: t('page.problem.crashed'),
      action: { label: t('page.problem.reload'), run: () => location.reload() },
    });
  };
  addEventListener('error', (event) => heard(event.error));
  addEventListener('unhandledrejection', (event) => heard(event.reason));
}

void start();
