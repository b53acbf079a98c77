import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '#contracts/errors';
import { ApiProblem } from '../api/api-problem.js';
import { Desk, type DeskSettings } from './desk.js';
import type { Answer, Page, Visit } from './page.js';

const NOT_THEIRS: Problem = {
  type: 'urn:homeward:problem:role_not_allowed',
  title: 'role not allowed',
  status: 403,
  code: 'role_not_allowed',
};

type Ask = (desk: Desk) => Answer | Promise<Answer>;

/** Makes the routes of a page: nobody sends it a form that is not ours, or sees it without the session it needs. */
export function servePage(web: FastifyInstance, page: Page, settings: DeskSettings): void {
  const { get, post } = asksOf(page);
  const answered = async (desk: Desk, request: FastifyRequest, ask: Ask): Promise<FastifyReply> => {
    try {
      return await desk.answer(await ask(desk));
    } catch (error) {
      const isSignedOut = error instanceof ApiProblem && error.problem.code === 'not_signed_in';
      if (!isSignedOut) throw error;
      return desk.toSignIn(comeBackTo(page, request));
    }
  };
  if (get) web.get(page.path, (request, reply) => answered(new Desk(settings, request, reply), request, get));
  else if ('from' in page && page.from) leadBack(web, page.path, page.from);
  if (post)
    web.post(page.path, { config: { takesFile: 'takesFile' in page } }, (request, reply) => {
      const desk = new Desk(settings, request, reply);
      if (!desk.isOwnForm()) return desk.fail({ code: 'form_expired', status: 403 });
      return answered(desk, request, post);
    });
}

/** Whoever goes to the address of a form that was sent, as a browser remembers it, comes to where such forms are. */
function leadBack(web: FastifyInstance, address: string, from: string): void {
  web.get(address, (_request, reply) => reply.redirect(from, 303));
}

function asksOf(page: Page): { readonly get: Ask | undefined; readonly post: Ask | undefined } {
  if ('isOpen' in page) {
    const { get, post } = page;
    return { get: get && ((desk) => get(desk.call)), post: post && ((desk) => post(desk.call)) };
  }
  const { get, post, isFor = () => true } = page;
  const admitted = async (desk: Desk): Promise<Visit> => {
    const user = await desk.whoIsIt();
    if (!isFor(user)) throw new ApiProblem(NOT_THEIRS);
    return { ...desk.call, user };
  };
  return {
    get:
      get &&
      (async (desk) => {
        const [visit] = await Promise.all([admitted(desk), desk.standsAt()]);
        return get(visit);
      }),
    post: post && (async (desk) => post(await admitted(desk))),
  };
}

/** What was asked for, if it can be asked for again. */
function comeBackTo(page: Page, { method, url }: FastifyRequest): string {
  if (method === 'GET' || method === 'HEAD') return url;
  return 'from' in page && page.from ? page.from : page.get ? url : '/';
}
