import { parseArgs } from 'node:util';
import { printJson, UsageError, type Command } from '../command.ts';

export const command: Command = {
  name: 'evaluate',
  summary: 'Measure the classifier on labelled posts',
  usage: `npx vigia evaluate [FILE…] [--model FILE] [--errors N] [--json]

With files (JSONL of labelled posts that the model was not trained on): scores them and prints the figures over all, per
set, platform, language, hardness, evasion and label, and per field of the offer. Without files: leaves each author set
of the seed posts out in turn. The seed posts are synthetic, and every figure on them is.

  --model FILE   another model file than the shipped one
  --errors N     also the N worst errors, largest first`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { model: { type: 'string' }, errors: { type: 'string' }, json: { type: 'boolean' } },
    });
    const errors = Number(values.errors ?? 0);
    if (!Number.isInteger(errors) || errors < 0) throw new UsageError(`"${values.errors}" is not a number of errors`);
    const { evaluate, judge, judgeByAuthor, report, worst } = await import('../../classifier/evaluate.ts');
    const { readLabelled } = await import('../../classifier/labelled.ts');
    const { loadModel } = await import('../../classifier/index.ts');
    const { seedPosts } = await import('../../classifier/seed.ts');
    try {
      const judged =
        positionals.length > 0
          ? judge(
              positionals.flatMap((file) => readLabelled(file)),
              loadModel(values.model),
            )
          : judgeByAuthor(seedPosts());
      const evaluation = evaluate(judged);
      if (values.json) printJson({ ...evaluation, errors: worst(judged, errors) });
      else {
        console.log(report(evaluation));
        for (const { id, label, score, text } of worst(judged, errors))
          console.log(`${score.toFixed(3)} ${label} ${id}: ${text.replace(/\s+/g, ' ')}`);
      }
      return 0;
    } catch (error) {
      console.error(`vigia evaluate: ${error instanceof Error ? error.message : String(error)}`);
      return 1;
    }
  },
};
