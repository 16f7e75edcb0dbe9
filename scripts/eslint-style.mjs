/**
 * The rules of this project that no published plugin has.
 *
 * `style/props`: members of a `...Props` interface are readonly, and an optional one says what happens without it (`@default`).
 */
const props = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      writable: "'{{name}}' of '{{owner}}' must be readonly.",
      noDefault: "'{{name}}' of '{{owner}}' is optional: say with @default what happens without it.",
      emptyDefault: "@default of '{{name}}' says '{{text}}': give the literal, or a dash and what then happens.",
    },
  },
  create(context) {
    return {
      'TSInterfaceDeclaration[id.name=/Props$/] > TSInterfaceBody > TSPropertySignature'(node) {
        const owner = node.parent.parent.id.name;
        const name = context.sourceCode.getText(node.key);
        if (!node.readonly) context.report({ node, messageId: 'writable', data: { name, owner } });
        if (!node.optional) return;
        const comment = context.sourceCode.getCommentsBefore(node).at(-1)?.value ?? '';
        const text = /@default[ \t]*(.*)/.exec(comment)?.[1]?.trim();
        if (text === undefined) context.report({ node, messageId: 'noDefault', data: { name, owner } });
        else if (/^(-\s*)?(undefined|none|null|)\.?$/i.test(text)) {
          context.report({ node, messageId: 'emptyDefault', data: { name, text } });
        }
      },
    };
  },
};

export default { rules: { props } };
