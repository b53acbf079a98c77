import { LINKED_PAGES, type LinkedPage, type LinkedPageName, type SeenInConsole } from '#contracts/messages';
import { PATHS } from '../paths.js';

/** Returns the address of a page to which messages lead. */
export function addressOf({ page, id, of }: LinkedPage): string {
  const at = id ?? '';
  switch (page) {
    case 'invitation':
      return PATHS.invitation(at);
    case 'awaited_start':
      return PATHS.awaitedStart(at);
    case 'own_placement':
      return PATHS.placement(at);
    case 'package':
      return PATHS.package(at);
    case 'broadcast':
      return PATHS.broadcast(at);
    case 'restriction':
      return PATHS.restriction(at);
    case 'reallocation':
      return PATHS.reallocation(at);
    case 'case':
      return PATHS.case(of ?? '', at);
    case 'update':
      return PATHS.giveUpdate(at);
    case 'capacity':
      return PATHS.capacity;
    case 'care_list':
      return PATHS.careList(at);
    case 'cut_over':
      return PATHS.cutOver;
    case 'standing':
      return PATHS.standing;
    case 'absences':
      return PATHS.absences;
    case 'account':
      return PATHS.sessions;
    case 'board':
      return PATHS.board;
    case 'contract':
      return PATHS.contract(at);
    case 'subcontract':
      return PATHS.subcontract(at);
    case 'branch':
      return PATHS.branch(at);
    case 'skills':
      return PATHS.ownCapabilities(at);
  }
}

const withoutNames = (path: string): string => path.replaceAll(/:\w+/g, ':');

/** The pages to which messages lead, by the path of their route. */
const BY_PATH: ReadonlyMap<string, LinkedPageName> = new Map(
  LINKED_PAGES.map((page) => [withoutNames(addressOf({ page, id: ':id', of: ':of' })), page]),
);

/**
 * Says which messages a user sees by opening a page: those about what a link leads to, or those that lead to the page.
 * Null for a page to which no message leads.
 *
 * @param path  the path of the page's route, such as `/invitations/:id`
 */
export function seenByOpening(
  path: string,
  { type = '', id }: Readonly<Record<string, string>>,
): SeenInConsole | null {
  if (path === PATHS.messageLink(':type', ':id')) return { subject: { type, id: id ?? '' } };
  const name = BY_PATH.get(withoutNames(path));
  return name ? { page: { name, ...(id !== undefined && { id }) } } : null;
}
