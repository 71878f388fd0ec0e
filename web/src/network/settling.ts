// A large network finds its places in a worker of its own; the picture follows.
import type Graph from "graphology";
import { assignLayoutChanges, graphToByteArrays } from "graphology-layout-forceatlas2/helpers.js";

const ROUNDS = 260;

/** Begin; what is returned ends it. `moved` is called whenever the bodies have moved. */
export function settle(graph: Graph, moved: () => void): () => void {
  const settings = {
    linLogMode: false,
    outboundAttractionDistribution: true,
    adjustSizes: false,
    edgeWeightInfluence: 1,
    scalingRatio: 10,
    strongGravityMode: false,
    gravity: 1,
    slowDown: 1 + Math.log(graph.order),
    barnesHutOptimize: true,
    barnesHutTheta: 0.8,
  };
  const { nodes, edges } = graphToByteArrays(graph, () => 1);
  const worker = new Worker(new URL("./settle.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<{ nodes: Float32Array; done: boolean }>) => {
    assignLayoutChanges(graph, data.nodes, null);
    moved();
    if (data.done) worker.terminate();
  });
  worker.postMessage({ settings, nodes, edges, rounds: ROUNDS }, [nodes.buffer, edges.buffer]);
  return () => worker.terminate();
}
