// The one door: each widget says what it is, and is drawn.

const KINDS = { tool: renderTool, question: renderQuestion, map: renderMap, work: ({ el }) => renderWork(el), module: renderModule };

export function render(context) {
  return KINDS[context.model.get("_kind")](context);
}
