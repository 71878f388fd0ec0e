// The parts of graphology-layout-forceatlas2 that it declares no types for.
declare module "graphology-layout-forceatlas2/iterate.js" {
  export default function iterate(settings: Record<string, unknown>, nodes: Float32Array, edges: Float32Array): void;
}
declare module "graphology-layout-forceatlas2/helpers.js" {
  import type Graph from "graphology";
  export function graphToByteArrays(graph: Graph, weight: () => number): { nodes: Float32Array<ArrayBuffer>; edges: Float32Array<ArrayBuffer> };
  export function assignLayoutChanges(graph: Graph, nodes: Float32Array, reducer: null): void;
}
