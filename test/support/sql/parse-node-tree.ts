/**
 * A piece of a `pg_node_tree`, the text form of a statement that PostgreSQL has analysed. It is a node, a
 * list, a word, or null for `<>`.
 */
export type Tree = TreeNode | readonly Tree[] | string | null;

export interface TreeNode {
  /** The kind of the node, such as `QUERY`, `VAR` or `FUNCEXPR`. */
  readonly tag: string;
  /**
   * The values of the node's fields by field name, which the text form writes as `:field value`. Most fields
   * have one value.
   */
  readonly fields: ReadonlyMap<string, readonly Tree[]>;
}

/** Parses a `pg_node_tree`, the text form in which PostgreSQL stores an analysed statement. */
export function readTree(text: string): Tree {
  const tokens = text.match(/"(?:\\.|[^"\\])*"|[(){}]|(?:\\.|[^\s(){}\\])+/gs) ?? [];
  let at = 0;

  const read = (): Tree => {
    const token = tokens[at++];
    if (token === undefined) throw new Error('the tree ends too early');
    if (token === '<>') return null;
    if (token === '(') return readList();
    if (token === '{') return readNode();
    return unescape(token);
  };
  const readList = (): Tree[] => {
    const items: Tree[] = [];
    while (tokens[at] !== ')') items.push(read());
    at++;
    return items;
  };
  const readNode = (): TreeNode => {
    const tag = tokens[at++] ?? '';
    const fields = new Map<string, Tree[]>();
    while (tokens[at] !== '}') {
      const name = (tokens[at++] ?? '').slice(1);
      const values: Tree[] = [];
      while (tokens[at] !== '}' && !tokens[at]?.startsWith(':')) values.push(read());
      fields.set(name, values);
    }
    at++;
    return { tag, fields };
  };
  return read();
}

const unescape = (token: string): string => token.replace(/^"|"$/g, '').replace(/\\(.)/gs, '$1');

export const isNode = (tree: Tree | undefined): tree is TreeNode =>
  tree !== null && typeof tree === 'object' && 'tag' in tree;

const isList = (tree: Tree): tree is readonly Tree[] => tree instanceof Array;

export const fieldOf = (node: TreeNode, name: string): Tree => node.fields.get(name)?.[0] ?? null;

export function nodeIn(node: TreeNode, name: string): TreeNode | undefined {
  const value = fieldOf(node, name);
  return isNode(value) ? value : undefined;
}

export function nodesIn(node: TreeNode, name: string): TreeNode[] {
  const value = fieldOf(node, name);
  return isList(value) ? value.filter(isNode) : [];
}

export function wordIn(node: TreeNode, name: string): string {
  const value = fieldOf(node, name);
  return typeof value === 'string' ? value : '';
}

export const numberIn = (node: TreeNode, name: string): number => Number(wordIn(node, name));
export const isTrueIn = (node: TreeNode, name: string): boolean => wordIn(node, name) === 'true';

/** Returns the numbers in a field that contains a set of numbers, written `(b 1 2)`. */
export function setIn(node: TreeNode, name: string): number[] {
  const value = fieldOf(node, name);
  return isList(value) ? value.slice(1).map(Number) : [];
}

/** Returns the bytes in a field that contains a constant, written `8 [ 1 0 … ]`. */
export function bytesIn(node: TreeNode, name: string): Buffer {
  const words = node.fields.get(name) ?? [];
  return Buffer.from(words.slice(2, -1).map((word) => Number(word) & 0xff));
}
