// @ts-check

/** @type {readonly (readonly [pattern: RegExp, what: string])[]} */
const WRITES = [
  [/\bINSERT\s+INTO\b/, 'an INSERT'],
  [/\bUPDATE\s+(ONLY\s+)?[\w"$]+(\s+(AS\s+)?\w+)?\s+SET\b/, 'an UPDATE'],
  [/\bDELETE\s+FROM\b/, 'a DELETE'],
  [/\bMERGE\s+INTO\b/, 'a MERGE'],
  [/\bFOR\s+(NO\s+KEY\s+)?UPDATE\b/, 'a row lock'],
  [/\bFOR\s+(KEY\s+)?SHARE\b/, 'a row lock'],
  [/\bpg_(try_)?advisory_/, 'an advisory lock'],
];

/**
 * Returns the first write or lock in an SQL text in words, such as "an UPDATE". Returns null if the SQL only
 * reads.
 *
 * @param {string} sql
 */
export function writeIn(sql) {
  return WRITES.find(([pattern]) => pattern.test(sql))?.[1] ?? null;
}

/**
 * An ESLint rule for files called `.queries.ts`. Their SQL may neither write nor lock, and they may not
 * import the type `Tx`. Code that writes belongs in an act or a step.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const queriesRead = {
  meta: { type: 'problem', docs: { description: 'a file called .queries only reads' }, schema: [] },
  create(context) {
    if (!context.filename.endsWith('.queries.ts')) return {};
    /** @param {import('estree').Node} node @param {string} text */
    const check = (node, text) => {
      const write = writeIn(text);
      if (write)
        context.report({ node, message: `${write} is for an act or a step: a .queries file only reads.` });
    };
    return {
      Literal: (node) => typeof node.value === 'string' && check(node, node.value),
      // Joins the fixed texts of a template literal, with `x` in place of each expression. So the rule
      // recognises `UPDATE ${table} SET` as a write.
      TemplateLiteral: (node) => check(node, node.quasis.map(({ value }) => value.raw).join('x')),
      'ImportSpecifier[imported.name="Tx"]': (/** @type {import('estree').Node} */ node) =>
        context.report({
          node,
          message: 'A .queries file takes a Reader: what needs a Tx is an act or a step.',
        }),
    };
  },
};
