import {
  Button,
  createAll,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
} from './govuk-frontend.min.js';

const COMPONENTS = [ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink];

/**
 * Starts the components of the library govuk-frontend inside an element. Every page also works without them.
 */
export function enhance(scope: Document | Element): void {
  createAll(Button, { preventDoubleClick: true }, scope);
  for (const component of COMPONENTS) createAll(component, undefined, scope);
}
