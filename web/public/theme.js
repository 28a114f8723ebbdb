// Theme and language before the first paint, so that nothing flashes. A file of its own: no script stands in the page.
try {
  const kept = JSON.parse(localStorage.getItem('boardwright:settings') || '{}');
  const isDark = kept.theme === 'dark' || (kept.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  if (kept.language) document.documentElement.lang = kept.language;
} catch {
  // Storage is switched off or damaged: the page starts light and sees to the rest.
}
