import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblem, refuse } from '../api.js';
import type { Page, PageAnswer, SignedInRequest } from './page.js';
import { type ExchangeSettings, PageExchange } from './page-exchange.js';

type Handle = (exchange: PageExchange) => PageAnswer | Promise<PageAnswer>;

/**
 * Registers the GET and POST routes of a page. A submitted form without a valid CSRF token is refused before
 * the page reads the form.
 */
export function servePage(web: FastifyInstance, page: Page, settings: ExchangeSettings): void {
  const { get, post } = handlersOf(page);
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
  if (get)
    web.get(page.path, (request, reply) => answer(new PageExchange(settings, request, reply), request, get));
  else if ('from' in page && page.from) redirectTo(web, page.path, page.from);
  if (post)
    web.post(
      page.path,
      { config: { takesFile: 'takesFile' in page && page.takesFile } },
      (request, reply) => {
        const exchange = new PageExchange(settings, request, reply);
        if (!exchange.isOwnForm()) return exchange.fail({ code: 'form_expired', status: 403 });
        return answer(exchange, request, post);
      },
    );
}

/**
 * Registers a redirect for an address that only accepts submitted forms. If a user opens the address, the
 * browser is redirected to the page that contains the form.
 */
function redirectTo(web: FastifyInstance, address: string, from: string): void {
  web.get(address, (_request, reply) => reply.redirect(from, 303));
}

function handlersOf(page: Page): { readonly get?: Handle | undefined; readonly post?: Handle | undefined } {
  if ('isOpen' in page) {
    const { get, post } = page;
    return {
      get: get && (({ pageRequest }) => get(pageRequest)),
      post: post && (({ pageRequest }) => post(pageRequest)),
    };
  }
  const { get, post, mayOpen = () => true } = page;
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
        return get(request);
      }),
    post: post && (async (exchange) => post(await signedIn(exchange))),
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
