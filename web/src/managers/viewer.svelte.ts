// Loads the 3D view after the page is usable, hands it scenes and turns its events into picks and edits.
// It may fail at any time: the elevation is then the picture, and nothing else changes.

import type { DimensionLabel, Look, Marks, Navigation, ViewerEvent, ViewerStyle } from '../engine/types/viewer';
import { loadViewer, type ViewerModule } from '../engine/viewer_module';
import { typedLength } from '../i18n/format';
import { design } from '../stores/design.svelte';
import { route } from '../stores/route.svelte';
import { selection } from '../stores/selection.svelte';
import { isDark, settings } from '../stores/settings.svelte';
import { coalescer } from './coalesce';

export const canvas_id = 'viewer';

export type ViewerState = 'waiting' | 'loading' | 'ready' | 'failed';
export type Failure = 'no-webgl' | 'load' | 'failed';

class Viewer {
  state = $state<ViewerState>('waiting');
  failure = $state<Failure | null>(null);
  /** Share of the download, 0 to 1. */
  progress = $state(0);
  labels = $state.raw<DimensionLabel[]>([]);

  #module: ViewerModule | null = null;
  #wasStarted = false;
  #isSceneOld = true;
  #isOther = false;
  #isShown = false;
  #gestures = new Map<number, number>();

  /** Loads once the canvas is in the page. */
  async load(): Promise<void> {
    if (!hasWebGl2()) return this.#fail('no-webgl');
    this.state = 'loading';
    this.failure = null;
    this.progress = 0;
    addEventListener('error', this.#onPageError);
    try {
      this.#module = await loadViewer((share) => (this.progress = share));
    } catch (error) {
      console.warn(`3D view: ${String(error)}`);
      return this.#fail('load');
    }
    this.#wasStarted = true;
    this.#call((module) => module.start(`#${canvas_id}`, (json) => this.#hear(json)));
    this.styleChanged();
    this.#isShown = true;
    this.sceneChanged();
  }

  /** Loads again, or the page where a started view can't be started a second time. */
  again(): void {
    if (this.#wasStarted) location.reload();
    else void this.load();
  }

  /** Another design is looked at from where its whole can be seen. */
  sceneChanged(isOther = false): void {
    this.#isSceneOld = true;
    this.#isOther ||= isOther;
    this.#showScene();
  }

  /** A hidden view is not drawn: it gets the newest scene when it is shown again. */
  shown(isShown: boolean): void {
    this.#isShown = isShown || this.state === 'loading';
    this.#showScene();
  }

  styleChanged(): void {
    this.#setStyle(null);
  }

  /** Opens or closes all fronts; those opened one by one are left alone otherwise. */
  frontsChanged(): void {
    this.#setStyle(settings.frontsOpen);
  }

  #setStyle(doors_open: boolean | null): void {
    const { dimensions, xRay: x_ray, person } = settings;
    const style: ViewerStyle = { dark: isDark(), doors_open, x_ray, dimensions, person, bar: route.face === 'design' };
    this.#call((module) => module.set_style(JSON.stringify(style)));
  }

  selectionChanged(): void {
    const marks: Marks = { compartment: selection.compartment, boards: [...selection.boards] };
    this.#call((module) => module.set_selection(JSON.stringify(marks)));
  }

  hoverChanged(): void {
    const marks: Marks = { compartment: selection.hoverCompartment, boards: [...selection.hoverBoards] };
    this.#call((module) => module.set_hover(JSON.stringify(marks)));
  }

  look(look: Look): void {
    this.#call((module) => module.look(look));
  }

  navigate(navigation: Navigation): void {
    this.#call((module) => module.navigate(navigation));
  }

  /** Frames drawn since the start; tests see by it that nothing is drawn while nothing moves. */
  frameCount(): number {
    return this.#module?.frame_count() ?? 0;
  }

  #showScene(): void {
    if (!this.#module || !this.#isSceneOld || !this.#isShown) return;
    this.#isSceneOld = false;
    this.#call((module) => module.set_scene(design.engine.scene()));
    if (this.#isOther) this.look('home');
    this.#isOther = false;
  }

  #hear(json: string): void {
    const event = JSON.parse(json) as ViewerEvent;
    switch (event.event) {
      case 'ready':
        this.state = 'ready';
        performance.mark('boardwright:first-3d-frame');
        break;
      case 'hover':
        selection.hover(event.board ? [event.board] : [], event.compartment);
        break;
      case 'pick':
        this.#pick(event);
        break;
      case 'drag':
        this.#drag(event);
        break;
      case 'labels':
        this.labels = event.labels;
        break;
      case 'failed':
        console.warn(`3D view: ${event.reason}`);
        this.#fail('failed');
        break;
    }
  }

  #pick({ board, compartment, x, y }: Extract<ViewerEvent, { event: 'pick' }>): void {
    selection.pick(compartment, { x, top: y, bottom: y });
    selection.pickBoards(board ? [board] : []);
  }

  /** A pull of a handle is one undo step, whatever the view numbers it. */
  #drag({ item, axis, value_um, gesture, phase }: Extract<ViewerEvent, { event: 'drag' }>): void {
    let own = this.#gestures.get(gesture);
    if (own === undefined) this.#gestures.set(gesture, (own = design.newGesture()));
    const number = own;
    if (phase !== 'start') {
      const value = typedLength(value_um, 'mm');
      coalescer.push(performance.now(), (since) => design.edit({ 'set-size': { item, axis, value } }, number, since));
    }
    if (phase === 'end') {
      coalescer.flush();
      this.#gestures.delete(gesture);
    }
  }

  /** A call into the view must never take the page down with it. */
  #call(run: (module: ViewerModule) => void): void {
    if (!this.#module) return;
    try {
      run(this.#module);
    } catch (error) {
      if (isControlFlow(error)) return;
      console.warn(`3D view: ${String(error)}`);
      this.#fail('failed');
    }
  }

  /** A panic inside the view's own frames comes up here, because nobody called it. */
  #onPageError = ({ error }: ErrorEvent): void => {
    if (error instanceof WebAssembly.RuntimeError && !isControlFlow(error) && /viewer/.test(error.stack ?? '')) {
      this.#fail('failed');
    }
  };

  #fail(failure: Failure): void {
    this.#module = null;
    this.labels = [];
    this.failure = failure;
    this.state = 'failed';
    removeEventListener('error', this.#onPageError);
  }
}

/** winit leaves its start by an exception of its own; that is not a failure. */
function isControlFlow(error: unknown): boolean {
  return String(error).includes('Using exceptions for control flow');
}

function hasWebGl2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

export const viewer = new Viewer();
