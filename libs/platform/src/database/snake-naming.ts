import { DefaultNamingStrategy } from 'typeorm';

/** Maps property names to column names: `weeklyMinutes` in code is `weekly_minutes` in the database. */
export class SnakeNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
