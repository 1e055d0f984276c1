import ts from 'typescript';

export const systems = ['darwin', 'win32', 'linux'];

/** True or false where a condition says so for a system by `platform === '…'`; null where it depends on something else. */
function valueOn(node, system) {
  if (ts.isParenthesizedExpression(node)) return valueOn(node.expression, system);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const value = valueOn(node.operand, system);
    return value === null ? null : !value;
  }
  if (!ts.isBinaryExpression(node)) return null;
  const { left, right, operatorToken } = node;
  const [a, b] = [() => valueOn(left, system), () => valueOn(right, system)];
  if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    return a() === false || b() === false ? false : a() && b();
  if (operatorToken.kind === ts.SyntaxKind.BarBarToken) return a() === true || b() === true ? true : a() || b();
  const names = /(^|\.)platform$/.test(left.getText()) && ts.isStringLiteral(right) ? right.text : null;
  if (names === null) return null;
  if (operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken) return names === system;
  if (operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken) return names !== system;
  return null;
}

const leaves = (statement) =>
  ts.isReturnStatement(statement) ||
  ts.isThrowStatement(statement) ||
  (ts.isBlock(statement) && statement.statements.some(leaves));

/** The systems on which a piece of code can be reached, by the conditions on `platform` around it and the returns before it. */
export function reachedOn(node) {
  return systems.filter((system) => {
    for (let at = node; at.parent; at = at.parent) {
      const { parent } = at;
      if (ts.isIfStatement(parent) && at !== parent.expression) {
        if (valueOn(parent.expression, system) === (at !== parent.thenStatement)) return false;
      } else if (ts.isConditionalExpression(parent) && at !== parent.condition) {
        if (valueOn(parent.condition, system) === (at !== parent.whenTrue)) return false;
      } else if (ts.isBinaryExpression(parent) && at === parent.right) {
        const { kind } = parent.operatorToken;
        if (kind === ts.SyntaxKind.AmpersandAmpersandToken && valueOn(parent.left, system) === false) return false;
        if (kind === ts.SyntaxKind.BarBarToken && valueOn(parent.left, system) === true) return false;
      } else if (ts.isBlock(parent)) {
        for (const before of parent.statements) {
          if (before === at) break;
          if (ts.isIfStatement(before) && leaves(before.thenStatement) && valueOn(before.expression, system) === true)
            return false;
        }
      }
    }
    return true;
  });
}
