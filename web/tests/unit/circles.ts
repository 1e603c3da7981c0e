/** An arrow of a graph, and what causes it. */
export interface Arrow {
  from: string;
  to: string;
  cause: string;
}

/** Everything that is reached from a node by following the arrows. */
function reachedFrom(start: string, next: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>();
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const to of next.get(node) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return reached;
}

/**
 * The circles of a graph (its strongly connected components), each with the arrows that make it up. A node may have an
 * arrow to itself.
 */
export function circlesOf(arrows: readonly Arrow[]): { nodes: string[]; arrows: string[] }[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of arrows) next.set(from, (next.get(from) ?? new Set()).add(to));
  const reached = new Map([...next.keys()].map((node) => [node, reachedFrom(node, next)]));
  const circles = new Map<string, { nodes: string[]; arrows: string[] }>();
  for (const { from, to, cause } of arrows) {
    // An arrow is part of a circle if a way leads back.
    if (from === to || !reached.get(to)?.has(from)) continue;
    const nodes = [...(reached.get(from) ?? [])].filter((node) => reached.get(node)?.has(from)).sort();
    const key = nodes.join(' ');
    const circle = circles.get(key) ?? { nodes, arrows: [] };
    circle.arrows.push(`${from} → ${to}: ${cause}`);
    circles.set(key, circle);
  }
  return [...circles.values()].map((circle) => ({ ...circle, arrows: circle.arrows.sort() }));
}
