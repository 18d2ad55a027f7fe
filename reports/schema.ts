/** report.json against our schema (JSON Schema 2020-12). */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { TakedownReport } from './report.types.ts';
import schema from './schema/takedown-report.schema.json' with { type: 'json' };

let compiled: ValidateFunction<TakedownReport> | undefined;

function validator(): ValidateFunction<TakedownReport> {
  if (compiled) return compiled;
  // The schema's if/then branches name properties that their own scope does not declare: that is its style, no mistake.
  const ajv = new Ajv2020({ allErrors: true, strictRequired: false, strictTypes: false });
  addFormats.default(ajv);
  compiled = ajv.compile<TakedownReport>(schema);
  return compiled;
}

/** Why a value is no valid takedown report, at most five reasons such as `/items/0/url must match format "uri"`; empty when it is one. */
export function schemaProblems(value: unknown): string[] {
  const validate = validator();
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .slice(0, 5)
    .map((error) => `${error.instancePath || '/'} ${error.message ?? 'is wrong'}`);
}
