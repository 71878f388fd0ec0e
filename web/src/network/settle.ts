// A worker that lets a large network find its places, and tells them from time to time.
import iterate from "graphology-layout-forceatlas2/iterate.js";

interface Task {
  settings: Record<string, unknown>;
  nodes: Float32Array;
  edges: Float32Array;
  rounds: number;
}

const TOLD_EACH = 700; // milliseconds; to draw it all anew takes the page a tenth of that

self.addEventListener("message", ({ data }: MessageEvent<Task>) => {
  const { settings, nodes, edges, rounds } = data;
  let told = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    iterate(settings, nodes, edges);
    const now = performance.now();
    if (now - told > TOLD_EACH || round === rounds - 1) {
      told = now;
      // a worker's messages have no origin to name
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      self.postMessage({ nodes: nodes.slice(), done: round === rounds - 1 });
    }
  }
});
