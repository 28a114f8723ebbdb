// The faces other than Design, and what only they use: a file of its own that comes after the page's start.

export { default as BoardsFace } from './BoardsFace.svelte';
export { default as CutListPanel } from './CutListPanel.svelte';
export { default as FilesFace } from './FilesFace.svelte';
export { default as PassportDialog } from '../report/PassportDialog.svelte';
export { default as PrintSheets } from '../plan/PrintSheets.svelte';
export { default as ReportFace } from './ReportFace.svelte';
export { default as SawView } from '../saw/SawView.svelte';
