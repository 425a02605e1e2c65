// A breathing pacer: calm, told in words and seconds, moving only for those who want movement.

function pacer(node, told) {
  const state = { on: false, words: "", left: 0, spoken: "" };
  let timer;
  const round = told.phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const stop = () => { clearInterval(timer); state.on = false; state.spoken = "Stopped."; draw(); };
  const tick = () => {
    const gone = (performance.now() - state.began) / 1000;
    if (gone >= told.minutes * 60) { stop(); state.words = ""; state.spoken = "Done."; return draw(); }
    let at = gone % round;
    const phase = told.phases.find((p) => (at < p.seconds ? true : ((at -= p.seconds), false))) ?? told.phases[0];
    const left = Math.ceil(phase.seconds - at);
    if (phase.words === state.words && left === state.left) return;
    if (phase.words !== state.words) state.spoken = phase.words;
    Object.assign(state, { words: phase.words, left, seconds: phase.seconds, grow: /in/i.test(phase.words), rest: Math.max(0, Math.ceil((told.minutes * 60 - gone) / round)) });
    draw();
  };
  const start = () => { state.on = true; state.began = performance.now(); state.words = ""; timer = setInterval(tick, 200); tick(); };
  const draw = () => patch(node, [
    h("div", { class: "us-breath" + (state.on ? (state.grow ? " us-grow" : " us-ebb") : ""), style: state.on ? `transition-duration:${state.seconds}s` : null, "aria-hidden": "true" }),
    h("p", { class: "us-breathwords", "aria-hidden": "true" }, state.on ? `${state.words} \u2026 ${state.left}` : told.label),
    h("p", { class: "us-note" }, state.on ? `${plural(state.rest, "breath")} to go` : `${told.phases.map((p) => `${p.words.toLowerCase()} ${p.seconds} s`).join(", ")}, for ${plural(told.minutes, "minute")}`),
    h("button", { type: "button", class: "us-button us-strong", onclick: () => (state.on ? stop() : start()) }, state.on ? "Stop" : "Start"),
    h("p", { class: "us-hidden", role: "status" }, state.spoken)]);
  node.__release = () => clearInterval(timer);
  draw();
}
