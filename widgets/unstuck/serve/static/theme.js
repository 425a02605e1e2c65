// Light or dark, before anything is drawn.
(function () {
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function chosen() {
    try { return JSON.parse(localStorage.getItem("unstuck:1:settings/theme")).v; } catch (none) { return "system"; }
  }
  window.unstuckTheme = function () {
    var theme = chosen();
    var light = theme === "light" || (theme !== "dark" && !dark.matches);
    document.body.dataset.jpThemeLight = String(light);
    document.body.dataset.jpThemeName = light ? "JupyterLab Light" : "JupyterLab Dark";
    return theme;
  };
  dark.addEventListener("change", window.unstuckTheme);
  window.unstuckTheme();
})();
