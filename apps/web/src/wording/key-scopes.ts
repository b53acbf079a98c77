import type { KeyScope } from '#contracts/keys';

/** The texts that say what a machine key may do. */
export const KEY_SCOPE_WORDING: Readonly<Record<KeyScope, string>> = {
  events: 'Receive events, live and from the feed',
  'framework:read': 'Read lots, providers, branches, contracts, skills and capacity',
  'framework:write': 'Change lots, providers, branches and contracts',
  'people:read': 'Read and search people',
  'people:write': 'Add and change people',
  'packages:read': 'Read the board, packages, broadcasts and offers',
  'packages:write': 'Create and broadcast packages, and award offers',
  'invitations:read': 'Read invitations and own offers',
  'offers:write': 'Make offers and decline invitations',
  'care:read': 'Read awards, care and the people cared for',
  'care:write': 'Confirm starts, and request or make changes of care',
  'capacity:write': 'Declare capacity and skills',
  'restrictions:read': 'Read restrictions, reports, hand-backs and reallocations',
  'restrictions:write': 'Record restrictions, reports, hand-backs and reallocations',
  'documents:read': 'Read documents',
  'documents:write': 'Upload documents',
  imports: 'Import files and compare figures',
  'audit:read': 'Read the log and export reports',
};
