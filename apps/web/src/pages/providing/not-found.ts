import type { ErrorCode } from '#contracts/errors';
import { ApiProblem } from '../../api/api-problem.js';

/** What the API would say of it: it is not there for whoever asks. */
export function notFound(code: ErrorCode): never {
  const title = code.replaceAll('_', ' ');
  throw new ApiProblem({ type: `urn:homeward:problem:${code}`, title, status: 404, code });
}
