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

/** Every page works without this; with it, a button pressed twice counts once, errors take the focus, and so on. */
export function enhance(scope: Document | Element): void {
  createAll(Button, { preventDoubleClick: true }, scope);
  for (const component of COMPONENTS) createAll(component, undefined, scope);
}
