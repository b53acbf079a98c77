import {
  Button,
  createAll,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink,
} from './govuk-frontend.min.js';

// Every page works without this; with it, a button pressed twice counts once, errors take the focus, and so on.
createAll(Button, { preventDoubleClick: true });
for (const component of [ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink])
  createAll(component);
