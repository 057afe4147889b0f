import { AjvCompiler } from '@fastify/ajv-compiler';
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifyInstance } from 'fastify';
import type { FastifyValidationResult } from 'fastify/types/schema.js';

/**
 * Fastify's own compilers, each asked when the first request of its route needs it. All at the start they took a third of a
 * second of CPU, for routes that a school may open once a week.
 */
export function compileWhenNeeded(app: FastifyInstance): void {
  // Unknown keys of a query are kept and ignored; nothing of a signed body is ever removed.
  const validator = AjvCompiler()({}, { customOptions: { removeAdditional: false } });
  const serializer = SerializerSelector()({}, {});
  app.setValidatorCompiler((route) => {
    const compiled = once(() => validator(route) as FastifyValidationResult);
    const validate: FastifyValidationResult = (value) => {
      const answer = compiled()(value);
      // Fastify reads what is wrong from the function that it called.
      validate.errors = compiled().errors ?? null;
      return answer;
    };
    return validate;
  });
  app.setSerializerCompiler((route) => {
    const compiled = once(() => serializer({ ...route, httpStatus: route.httpStatus ?? '' }));
    return (value) => compiled()(value);
  });
}

function once<T>(make: () => T): () => T {
  let made: { it: T } | null = null;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}
