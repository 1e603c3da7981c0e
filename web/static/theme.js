// Runs before the first paint, so that a dark screen never flashes light.
(function () {
  var choice = 'system';
  try {
    choice = localStorage.getItem('causeway.theme') || 'system';
  } catch {
    // Storage may be forbidden; the system's own choice is then the best guess.
  }
  var dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
})();
