import { readSnapshot } from '../../../db/snapshot.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { personalKindLabels } from '../../../shared/personal-text/identifiers.ts';
import { withholdPersonal } from '../../../shared/personal-text/watch-text.ts';
import { type AskedText, answerText, askedTexts } from '../publication/answer-texts.ts';
import { readScenarioFile } from '../scenario-files/scenario-file.ts';
import type { CommandParts } from './command-parts.ts';
import { textColumns } from './text-columns.ts';
import { passphraseOf, withWorkspace } from './workspace.ts';

type Options = {
  workspace: string;
  scenario?: string;
  passphraseFile?: string;
  answer?: string;
  as?: string;
  role?: string;
  why?: string;
};

/** `texts`: text that may tell who somebody is, where it stands, and what was answered; with --answer, an answer. */
export function addTexts({ program, environment, finish }: CommandParts): void {
  program
    .command('texts')
    .description('text that may name somebody: where it stands, and what has been answered')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--scenario <file>', 'a scenario file: its texts too, and its own data in place of those of the copy')
    .option('--answer <id>', 'answer the question of this number')
    .option(
      '--as <answer>',
      'nobody (it names nobody) or needed (it stays here, and is withheld from what is published)',
    )
    .option('--role <role>', 'the role that answers, never a name')
    .option('--why <reason>', 'the reason, kept with the answer')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of the scenario file')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const file = options.scenario ? (await readScenarioFile(options.scenario, passphraseOf(options))).document : null;
      const asked = await withWorkspace(options.workspace, environment, false, (store) => {
        const look = () =>
          askedTexts(store, file?.snapshot ?? readSnapshot(store), file?.scenario ?? null, file === null);
        if (options.answer === undefined) return look();
        if (options.as !== 'nobody' && options.as !== 'needed') {
          throw new OutturnError('invalid-input', '--as is nobody or needed.');
        }
        const { answer: id, as: answer, role = '', why: reason = '' } = options;
        answerText(store, look(), { id, answer, role, reason });
        return look();
      });
      const open = asked.filter(({ answer }) => answer === null);
      finish({
        json: {
          command: 'texts',
          open: open.length,
          // Where and what kind: the text itself is read in the window.
          texts: asked.map(({ text: _, ...rest }) => rest),
        },
        text:
          asked.length === 0
            ? 'No text is held that looks as if it named somebody.'
            : [
                textColumns([
                  ['Number', 'Where', 'Rows', 'May hold', 'Answer', 'Without it'],
                  'rule',
                  ...asked.map(rowOf),
                ]),
                ...(open.length > 0
                  ? [
                      'Nothing can be published until each is changed or answered: outturn texts … --answer NUMBER --as nobody|needed --role ROLE --why REASON',
                    ]
                  : []),
              ].join('\n'),
        problems: open.length > 0,
      });
    });
}

const rowOf = ({ id, label, rows, kinds, answer, text }: AskedText): string[] => [
  id,
  label,
  rows.slice(0, 5).join(', ') + (rows.length > 5 ? ' …' : ''),
  kinds.map((kind) => personalKindLabels[kind]).join(', '),
  answer ?? 'open',
  withholdPersonal(text).slice(0, 60),
];
