/** The owner or the supervisor wants no more of a training; what there is has been written. */
export class Broken extends Error {}
