interface Named {
  firstName: string;
  lastName: string;
}

/** First and last name, either of which may be empty. */
export function fullName(staff: Named): string {
  return `${staff.firstName} ${staff.lastName}`.trim();
}
