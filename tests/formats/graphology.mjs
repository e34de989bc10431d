// What graphology makes of a graph, as JSON: node graphology.mjs FOLDER_OF_NODE_MODULES FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , modules, file] = process.argv;
const { MultiDirectedGraph } = createRequire(pathToFileURL(`${modules}/x.js`))("graphology");
const graph = MultiDirectedGraph.from(JSON.parse(readFileSync(file, "utf8")));
console.log(JSON.stringify(graph.export()));
