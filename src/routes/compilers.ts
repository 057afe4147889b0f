import { AjvCompiler } from '@fastify/ajv-compiler';
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifyInstance } from 'fastify';
import type { FastifyValidationResult } from 'fastify/types/schema.js';

// Unknown query keys are kept and ignored; nothing is ever removed from a signed body.
const validator = AjvCompiler()({}, { customOptions: { removeAdditional: false } });
const serializer = SerializerSelector()({}, {});

/**
 * Compiled functions by the text of their schema: no schema here refers to another, so equal texts mean equal
 * code. A process that builds many apps compiles each schema once; recompiling was a third of the cost of an
 * app in a test.
 */
const validators = new Map<string, FastifyValidationResult>();
const serializers = new Map<string, (value: unknown) => string>();

/**
 * Fastify's own compilers, each called when the first request of its route needs it. All at start they took a
 * third of a second of CPU, for routes that a school may use once a week.
 */
export function compileWhenNeeded(app: FastifyInstance): void {
  app.setValidatorCompiler((route) => {
    const compiled = whenNeeded(validators, route.schema, () => validator(route) as FastifyValidationResult);
    const validate: FastifyValidationResult = (value) => {
      const answer = compiled()(value);
      // Fastify reads the errors from the function that it called.
      validate.errors = compiled().errors ?? null;
      return answer;
    };
    return validate;
  });
  app.setSerializerCompiler((route) => {
    const compiled = whenNeeded(serializers, route.schema, () => serializer({ ...route, httpStatus: '' }));
    return (value) => compiled()(value);
  });
}

/** After the first request, each one only checks a variable. */
function whenNeeded<T>(made: Map<string, T>, schema: unknown, make: () => T): () => T {
  let mine: T | undefined;
  return () => {
    mine ??= shared(made, JSON.stringify(schema), make);
    return mine;
  };
}

function shared<T>(made: Map<string, T>, text: string, make: () => T): T {
  const known = made.get(text);
  if (known !== undefined) return known;
  const compiled = make();
  made.set(text, compiled);
  return compiled;
}
