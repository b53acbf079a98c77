import ts from 'typescript';

/** The value of a TypeScript expression. It is found by reading the code, not by running it. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Value> }
  | { readonly kind: 'function'; readonly node: FunctionNode; readonly seen: Choices }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly node: ts.Node };

type FunctionNode = ts.ArrowFunction | ts.FunctionDeclaration | ts.FunctionExpression;

/** The values that variables are assumed to have on one path through the code. */
type Choices = ReadonlyMap<ts.Node, Value>;

/**
 * The value of an expression on one path through the code. A variable with several possible values makes
 * several paths.
 */
interface Way {
  readonly value: Value;
  readonly seen: Choices;
}

const MOST_WAYS = 100;
const ABSENT: Value = { kind: 'absent' };

const textOf = (text: string): Value => ({ kind: 'text', text });
const unknown = (node: ts.Node): Value => ({ kind: 'unknown', node });

/** Returns all texts that a TypeScript expression can have. Null if the texts depend on run-time values. */
export function textsOf(expression: ts.Expression, checker: ts.TypeChecker): readonly string[] | null {
  const ways = new Evaluation(checker).of(expression, new Map());
  const texts = ways.map(({ value }) => (value.kind === 'text' ? value.text : null));
  const whole = texts.filter((text) => text !== null);
  return whole.length === texts.length && whole.length > 0 ? [...new Set(whole)] : null;
}

/**
 * The two operators that this evaluation of source code supports: `+` joins texts, and `*` multiplies
 * numbers.
 */
const OPERATORS = new Map<ts.SyntaxKind, (left: string, right: string) => string>([
  [ts.SyntaxKind.PlusToken, (left, right) => left + right],
  [ts.SyntaxKind.AsteriskToken, (left, right) => String(Number(left) * Number(right))],
]);

class Evaluation {
  private depth = 0;

  constructor(private readonly checker: ts.TypeChecker) {}

  of(node: ts.Node, seen: Choices): Way[] {
    if (this.depth > 60) return [{ value: unknown(node), seen }];
    this.depth++;
    try {
      const ways = this.all(node, seen);
      return ways.length > MOST_WAYS ? [{ value: unknown(node), seen }] : ways;
    } finally {
      this.depth--;
    }
  }

  private all(node: ts.Node, seen: Choices): Way[] {
    const is = (value: Value): Way[] => [{ value, seen }];
    if (ts.isStringLiteralLike(node)) return is(textOf(node.text));
    if (ts.isNumericLiteral(node)) return is(textOf(String(Number(node.text.replaceAll('_', '')))));
    if (node.kind === ts.SyntaxKind.NullKeyword) return is(ABSENT);
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
      return this.of(node.expression, seen);
    if (ts.isTemplateExpression(node)) return this.ofTemplate(node, seen);
    if (ts.isIdentifier(node)) return node.text === 'undefined' ? is(ABSENT) : this.ofName(node, seen);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node))
      return is({ kind: 'function', node, seen });
    if (ts.isArrayLiteralExpression(node)) return this.ofList(node, seen);
    if (ts.isObjectLiteralExpression(node)) return this.ofObject(node, seen);
    if (ts.isConditionalExpression(node)) return this.ofCondition(node, seen);
    if (ts.isPropertyAccessExpression(node)) return this.ofProperty(node, seen);
    if (ts.isCallExpression(node)) return this.ofCall(node, seen);
    if (ts.isBinaryExpression(node)) return this.ofBinary(node, seen);
    return is(unknown(node));
  }

  /**
   * Evaluates several expressions in order. A variable keeps the value that an earlier expression assumed for
   * it.
   */
  private inTurn(nodes: readonly ts.Node[], seen: Choices): { values: Value[]; seen: Choices }[] {
    let ways: { values: Value[]; seen: Choices }[] = [{ values: [], seen }];
    for (const node of nodes)
      ways = ways.flatMap((way) =>
        this.of(node, way.seen).map(({ value, seen: then }) => ({
          values: [...way.values, value],
          seen: then,
        })),
      );
    return ways;
  }

  private ofTemplate(node: ts.TemplateExpression, seen: Choices): Way[] {
    const parts = node.templateSpans;
    return this.inTurn(
      parts.map(({ expression }) => expression),
      seen,
    ).map(({ values, seen: then }) => {
      let text = node.head.text;
      for (const [n, value] of values.entries()) {
        if (value.kind !== 'text') return { value: unknown(node), seen: then };
        text += value.text + (parts[n]?.literal.text ?? '');
      }
      return { value: textOf(text), seen: then };
    });
  }

  private ofList(node: ts.ArrayLiteralExpression, seen: Choices): Way[] {
    const inside = node.elements.map((element) =>
      ts.isSpreadElement(element) ? element.expression : element,
    );
    return this.inTurn(inside, seen).map(({ values, seen: then }) => {
      const items = values.flatMap((value, n) => {
        const element = node.elements[n];
        return element && ts.isSpreadElement(element) && value.kind === 'list' ? value.items : [value];
      });
      return { value: { kind: 'list', items }, seen: then };
    });
  }

  private ofObject(node: ts.ObjectLiteralExpression, seen: Choices): Way[] {
    const fields = new Map<string, Value>();
    for (const property of node.properties) {
      if (!property.name || ts.isComputedPropertyName(property.name)) continue;
      const value = ts.isPropertyAssignment(property)
        ? this.of(property.initializer, seen)[0]?.value
        : ts.isShorthandPropertyAssignment(property)
          ? this.ofShorthand(property, seen)[0]?.value
          : undefined;
      fields.set(property.name.text, value ?? unknown(property));
    }
    return [{ value: { kind: 'object', fields }, seen }];
  }

  private ofShorthand(node: ts.ShorthandPropertyAssignment, seen: Choices): Way[] {
    const symbol = this.checker.getShorthandAssignmentValueSymbol(node);
    const declaration = symbol?.valueDeclaration;
    return declaration ? this.ofDeclaration(declaration, node, seen) : [{ value: unknown(node), seen }];
  }

  private ofCondition(node: ts.ConditionalExpression, seen: Choices): Way[] {
    return this.decided(node.condition, seen).flatMap(({ isTrue, seen: then }) =>
      this.of(isTrue ? node.whenTrue : node.whenFalse, then),
    );
  }

  /**
   * Returns the possible outcomes of a condition. If the condition is unknown, returns both true and false.
   */
  private decided(node: ts.Expression, seen: Choices): { isTrue: boolean; seen: Choices }[] {
    const both = (then: Choices) => [true, false].map((isTrue) => ({ isTrue, seen: then }));
    const EQUAL = ts.SyntaxKind.EqualsEqualsEqualsToken;
    const UNEQUAL = ts.SyntaxKind.ExclamationEqualsEqualsToken;
    if (!ts.isBinaryExpression(node)) return both(seen);
    const operator = node.operatorToken.kind;
    if (operator !== EQUAL && operator !== UNEQUAL) return both(seen);
    return this.inTurn([node.left, node.right], seen).flatMap(({ values: [left, right], seen: then }) => {
      if (left?.kind !== 'text' || right?.kind !== 'text') return both(then);
      return [{ isTrue: (left.text === right.text) === (operator === EQUAL), seen: then }];
    });
  }

  private ofBinary(node: ts.BinaryExpression, seen: Choices): Way[] {
    const ways = this.inTurn([node.left, node.right], seen);
    if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
      return ways.flatMap(({ values: [left = ABSENT, right = ABSENT], seen: then }) =>
        (left.kind === 'unknown' ? [left, right] : [left.kind === 'absent' ? right : left]).map((value) => ({
          value,
          seen: then,
        })),
      );
    const combine = OPERATORS.get(node.operatorToken.kind);
    if (!combine) return [{ value: unknown(node), seen }];
    return ways.map(({ values: [left, right], seen: then }) => ({
      value:
        left?.kind === 'text' && right?.kind === 'text'
          ? textOf(combine(left.text, right.text))
          : unknown(node),
      seen: then,
    }));
  }

  private ofProperty(node: ts.PropertyAccessExpression, seen: Choices): Way[] {
    return this.of(node.expression, seen).flatMap((way) => this.fieldIn(way, node.name.text, node));
  }

  private fieldIn({ value, seen }: Way, name: string, node: ts.Node): Way[] {
    if (value.kind === 'object') return [{ value: value.fields.get(name) ?? ABSENT, seen }];
    return this.byType(node, seen);
  }

  /**
   * Finds the values of an expression from its type. For example, the type `'a' | 'b'` gives the values `a`
   * and `b`.
   */
  private byType(node: ts.Node, seen: Choices): Way[] {
    const type = this.checker.getTypeAtLocation(node);
    const parts = type.isUnion() ? type.types : [type];
    if (!parts.every((part) => part.isStringLiteral())) return [{ value: unknown(node), seen }];
    return parts.map((part) => ({ value: textOf(part.value), seen }));
  }

  private ofName(node: ts.Identifier, seen: Choices): Way[] {
    const found = this.checker.getSymbolAtLocation(node);
    const symbol = found && found.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(found) : found;
    const declaration = symbol?.valueDeclaration;
    return declaration ? this.ofDeclaration(declaration, node, seen) : [{ value: unknown(node), seen }];
  }

  private ofDeclaration(declaration: ts.Declaration, node: ts.Node, seen: Choices): Way[] {
    const chosen = seen.get(declaration);
    if (chosen) return [{ value: chosen, seen }];
    const choose = (ways: readonly Way[]): Way[] =>
      ways.map(({ value, seen: then }) => ({ value, seen: new Map([...then, [declaration, value]]) }));
    if (ts.isFunctionDeclaration(declaration))
      return [{ value: { kind: 'function', node: declaration, seen: new Map() }, seen }];
    if (ts.isVariableDeclaration(declaration)) {
      const loop = declaration.parent.parent;
      if (ts.isForOfStatement(loop)) return choose(this.itemsOf(loop.expression, node, seen));
      const isConstant = ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const;
      return isConstant && declaration.initializer
        ? choose(this.of(declaration.initializer, seen))
        : this.byType(node, seen);
    }
    if (ts.isBindingElement(declaration)) return choose(this.ofBinding(declaration, node, seen));
    if (ts.isParameter(declaration)) return choose(this.ofParameter(declaration, node, seen));
    return this.byType(node, seen);
  }

  private itemsOf(list: ts.Expression, node: ts.Node, seen: Choices): Way[] {
    return this.of(list, seen).flatMap(({ value, seen: then }) =>
      value.kind === 'list'
        ? value.items.map((item) => ({ value: item, seen: then }))
        : this.byType(node, then),
    );
  }

  private ofBinding(element: ts.BindingElement, node: ts.Node, seen: Choices): Way[] {
    const pattern = element.parent;
    const holder = pattern.parent;
    const whole = ts.isBindingElement(holder)
      ? this.ofBinding(holder, node, seen)
      : this.ofDeclaration(holder, node, seen);
    return whole.flatMap((way) => {
      if (way.value.kind === 'list' && ts.isArrayBindingPattern(pattern)) {
        const item = way.value.items[pattern.elements.indexOf(element)];
        return [{ value: item ?? ABSENT, seen: way.seen }];
      }
      const name = element.propertyName ?? element.name;
      if (way.value.kind !== 'object' || !ts.isIdentifier(name)) return this.byType(node, way.seen);
      const value = way.value.fields.get(name.text) ?? ABSENT;
      return value.kind === 'absent' && element.initializer
        ? this.of(element.initializer, way.seen)
        : [{ ...way, value }];
    });
  }

  /**
   * Evaluates a parameter of a function that is called only in its own file. Its possible values are the
   * arguments in all these calls.
   */
  private ofParameter(parameter: ts.ParameterDeclaration, node: ts.Node, seen: Choices): Way[] {
    const owner = parameter.parent;
    const place = owner.parameters.findIndex((one) => one === parameter);
    const calls = callsOf(owner, this.checker);
    if (!calls || calls.length === 0) return this.byType(node, seen);
    return calls.flatMap((call) => {
      const argument = call.arguments[place];
      if (argument) return this.of(argument, seen);
      return parameter.initializer ? this.of(parameter.initializer, seen) : [{ value: ABSENT, seen }];
    });
  }

  private ofCall(call: ts.CallExpression, seen: Choices): Way[] {
    const callee = call.expression;
    if (ts.isPropertyAccessExpression(callee)) {
      const built = this.ofMethod(call, callee, seen);
      if (built) return built;
    }
    return this.of(callee, seen).flatMap(({ value, seen: then }) => {
      if (value.kind !== 'function') return [{ value: unknown(call), seen: then }];
      return this.inTurn(call.arguments, then).flatMap(({ values, seen: last }) =>
        this.run(value, values).map((result) => ({ value: result, seen: last })),
      );
    });
  }

  private ofMethod(
    call: ts.CallExpression,
    callee: ts.PropertyAccessExpression,
    seen: Choices,
  ): Way[] | null {
    const { text: method } = callee.name;
    const [argument] = call.arguments;
    if (
      callee.expression.getText() === 'Object' &&
      argument &&
      ['entries', 'values', 'keys'].includes(method)
    )
      return this.of(argument, seen).map(({ value, seen: then }) => ({
        value: partsOf(value, method, call),
        seen: then,
      }));
    if (method !== 'join' && method !== 'map') return null;
    return this.inTurn([callee.expression, ...call.arguments], seen).flatMap(
      ({ values: [list, given], seen: then }) => {
        if (list?.kind !== 'list') return [{ value: unknown(call), seen: then }];
        if (method === 'join') return [{ value: joined(list.items, given, call), seen: then }];
        if (given?.kind !== 'function') return [{ value: unknown(call), seen: then }];
        const items = list.items.map((item) => this.run(given, [item])[0] ?? unknown(call));
        return [{ value: { kind: 'list', items }, seen: then }];
      },
    );
  }

  /** Evaluates a function for the given arguments. Returns the results of all paths through the function. */
  private run({ node, seen }: Extract<Value, { kind: 'function' }>, values: readonly Value[]): Value[] {
    const given = new Map(seen);
    for (const [n, parameter] of node.parameters.entries()) given.set(parameter, values[n] ?? ABSENT);
    const { body } = node;
    if (!body) return [unknown(node)];
    const ways = ts.isBlock(body) ? this.ofBlock(body.statements, given) : this.of(body, given);
    return ways.map(({ value }) => value);
  }

  private ofBlock(statements: readonly ts.Statement[], seen: Choices): Way[] {
    const [first, ...rest] = statements;
    if (!first) return [];
    if (ts.isReturnStatement(first))
      return first.expression ? this.of(first.expression, seen) : [{ value: ABSENT, seen }];
    if (ts.isVariableStatement(first)) return this.ofBlock(rest, seen);
    if (ts.isIfStatement(first))
      return this.decided(first.expression, seen).flatMap(({ isTrue, seen: then }) => {
        const branch = isTrue ? first.thenStatement : first.elseStatement;
        const inside = branch ? (ts.isBlock(branch) ? branch.statements : [branch]) : [];
        return this.ofBlock([...inside, ...rest], then);
      });
    return [{ value: unknown(first), seen }];
  }
}

function partsOf(value: Value, method: string, call: ts.Node): Value {
  if (value.kind !== 'object') return unknown(call);
  const items = [...value.fields].map(([key, part]): Value => {
    if (method === 'keys') return textOf(key);
    return method === 'values' ? part : { kind: 'list', items: [textOf(key), part] };
  });
  return { kind: 'list', items };
}

function joined(items: readonly Value[], separator: Value | undefined, call: ts.Node): Value {
  if (separator && separator.kind !== 'text') return unknown(call);
  const texts = items.flatMap((item) => (item.kind === 'text' ? item.text : []));
  return texts.length === items.length ? textOf(texts.join(separator?.text ?? ',')) : unknown(call);
}

/**
 * Returns all calls of a function in its file. Returns null if other code may call the function too, because
 * it is exported or passed on as a value.
 */
function callsOf(owner: ts.SignatureDeclaration, checker: ts.TypeChecker): ts.CallExpression[] | null {
  const holder = ts.isArrowFunction(owner) ? owner.parent : owner;
  const isNamed =
    ts.isFunctionDeclaration(holder) || ts.isVariableDeclaration(holder) || ts.isMethodDeclaration(holder);
  if (!isNamed || !holder.name) return null;
  const flags = ts.getCombinedModifierFlags(holder);
  const isOwn = ts.isMethodDeclaration(holder)
    ? flags & ts.ModifierFlags.Private
    : !(flags & ts.ModifierFlags.Export);
  const symbol = checker.getSymbolAtLocation(holder.name);
  if (!isOwn || !symbol) return null;
  const calls: ts.CallExpression[] = [];
  let isHandedOn = false;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node !== holder.name && checker.getSymbolAtLocation(node) === symbol) {
      const callee = ts.isPropertyAccessExpression(node.parent) ? node.parent : node;
      if (ts.isCallExpression(callee.parent) && callee.parent.expression === callee)
        calls.push(callee.parent);
      else isHandedOn = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(holder.getSourceFile());
  return isHandedOn ? null : calls;
}
