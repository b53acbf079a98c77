import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblem, refuse } from '../api.js';
import { PATHS } from '../paths.js';
import type { Failure } from './failure.js';
import type { ReturnedOutcome } from './kept-submission.js';
import type { Page, PageAnswer, SignedInRequest } from './page.js';
import { type ExchangeSettings, PageExchange } from './page-exchange.js';

type Handle = (exchange: PageExchange) => PageAnswer | Promise<PageAnswer>;

/**
 * Registers the GET and POST routes of a page. A submitted form without a valid CSRF token is refused before
 * the page reads the form.
 */
export function servePage(web: FastifyInstance, page: Page, settings: ExchangeSettings): void {
  const { get, post, again } = handlersOf(page);
  const answer = async (
    exchange: PageExchange,
    request: FastifyRequest,
    handle: Handle,
  ): Promise<FastifyReply> => {
    try {
      return await exchange.answer(await handle(exchange));
    } catch (error) {
      const isSignedOut = error instanceof ApiProblem && error.problem.code === 'not_signed_in';
      if (!isSignedOut) throw error;
      return exchange.askToSignIn(returnAddress(page, request));
    }
  };
  const from = 'from' in page ? page.from : undefined;
  if (get || from !== undefined || post)
    web.get(page.path, (request, reply) => {
      const exchange = new PageExchange(settings, request, reply);
      const outcome = exchange.kept?.outcome;
      if (outcome?.kind === 'failure') return exchange.showKeptFailure(outcome);
      const handle = outcome && again ? (shown: PageExchange) => again(shown, outcome) : get;
      if (handle) return answer(exchange, request, handle);
      return reply.redirect(from ?? PATHS.home, 303);
    });
  if (post)
    web.post(
      page.path,
      { config: { takesFile: 'takesFile' in page && page.takesFile } },
      (request, reply) => {
        const exchange = new PageExchange(settings, request, reply);
        if (!exchange.isOwnForm()) return exchange.fail(reasonNotOwn(page, exchange));
        return answer(exchange, request, post);
      },
    );
}

/** A form without a valid CSRF token was opened under another session, or the session has ended since. */
function reasonNotOwn(page: Page, { pageRequest }: PageExchange): Failure {
  const isSignedOut = !('isOpen' in page) && !pageRequest.hasSession;
  return isSignedOut ? { code: 'not_signed_in', status: 401 } : { code: 'form_expired', status: 403 };
}

type HandleAgain = (exchange: PageExchange, outcome: ReturnedOutcome) => PageAnswer | Promise<PageAnswer>;

interface Handlers {
  readonly get?: Handle | undefined;
  readonly post?: Handle | undefined;
  readonly again?: HandleAgain | undefined;
}

function handlersOf(page: Page): Handlers {
  if ('isOpen' in page) {
    const { get, post, again } = page;
    return {
      again: again && (({ pageRequest }, outcome) => again(pageRequest, outcome)),
      get: get && (({ pageRequest }) => get(pageRequest)),
      post: post && (({ pageRequest }) => post(pageRequest)),
    };
  }
  const { get, post, again, mayOpen = () => true } = page;
  const signedIn = async (exchange: PageExchange): Promise<SignedInRequest> => {
    const user = await exchange.signedInUser();
    if (!mayOpen(user)) refuse('role_not_allowed', 403);
    return { ...exchange.pageRequest, user };
  };
  return {
    get:
      get &&
      (async (exchange) => {
        const [request] = await Promise.all([signedIn(exchange), exchange.noteFeedPosition()]);
        const answer = await get(request);
        if (!('status' in answer) || answer.status < 400 || page.path === PATHS.messageLink(':type', ':id'))
          await exchange.noteSeen(page.path);
        return answer;
      }),
    post: post && (async (exchange) => post(await signedIn(exchange))),
    again:
      again &&
      (async (exchange, outcome) => {
        const [request] = await Promise.all([signedIn(exchange), exchange.noteFeedPosition()]);
        return again(request, outcome);
      }),
  };
}

/**
 * Returns the address to open after a new sign-in: the requested address. If that address only accepts
 * submitted forms, returns the page with the form.
 */
function returnAddress(page: Page, { method, url }: FastifyRequest): string {
  if (method === 'GET' || method === 'HEAD') return url;
  return 'from' in page && page.from ? page.from : page.get ? url : '/';
}
