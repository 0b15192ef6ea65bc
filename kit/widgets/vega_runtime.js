// Vega, fetched when the first chart of a page needs it (loader.js).
const vega = (model) => globalThis.pairSellingFetch(model, model.get("vega"));
