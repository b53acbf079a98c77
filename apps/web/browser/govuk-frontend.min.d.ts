/**
 * A component of the library govuk-frontend. `createAll` starts the component on each page element whose
 * `data-module` names the component.
 */
export interface Component {
  new (element: Element): object;
}

export const Button: Component;
export const ErrorSummary: Component;
export const NotificationBanner: Component;
export const PasswordInput: Component;
export const ServiceNavigation: Component;
export const SkipLink: Component;

export function createAll(component: Component, settings?: object, scope?: Document | Element): object[];
