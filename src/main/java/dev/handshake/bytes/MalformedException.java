package dev.handshake.bytes;

/**
 * Thrown inside a reader when its bytes do not fit the struct. It never leaves the reading of one
 * message: {@link FieldReader} turns it into a {@link Field} at the nearest scope that can go on.
 */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public MalformedException(Problem problem) {
        super(
                problem.kind() + " at " + problem.path() + ", offset " + problem.offset(),
                null,
                false,
                false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
