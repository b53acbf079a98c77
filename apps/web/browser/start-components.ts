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

/** Starts the govuk-frontend components inside an element. Every page also works without the components. */
export function enhance(scope: Document | Element): void {
  createAll(Button, { preventDoubleClick: true }, scope);
  for (const component of COMPONENTS) createAll(component, undefined, scope);
}
