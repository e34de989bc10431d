// What Mermaid's parser makes of a picture, as JSON: node mermaid.mjs FOLDER_OF_NODE_MODULES FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , modules, file] = process.argv;
const require = createRequire(pathToFileURL(`${modules}/x.js`));
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import(pathToFileURL(`${modules}/mermaid/dist/mermaid.core.mjs`));
mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
const { db } = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(file, "utf8"));
// Mermaid keeps what is written by its number in this form until it draws.
const plain = (text) => text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(code));
const nodes = [...db.getVertices().values()];
console.log(JSON.stringify({
    nodes: nodes.map((node) => [node.id, plain(node.text ?? "")]),
    links: nodes.filter((node) => node.link || node.haveCallback).map((node) => node.id),
    edges: db.getEdges().map((edge) => [edge.start, edge.end, plain(edge.text ?? "")]),
}));
