import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import org.semanticweb.HermiT.ReasonerFactory;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;
import org.semanticweb.owlapi.reasoner.OWLReasoner;

/**
 * Says whether an ontology in one file is in OWL 2 DL and in OWL 2 RL, is consistent, and has no class that nothing can
 * belong to. One line for each question; exit status 0 when every answer is yes, 1 when one is no, 3 when it broke off.
 */
public final class OwlProfile {
  private static final int MOST_SHOWN = 20;
  private static boolean good = true;

  private OwlProfile() {}

  public static void main(String[] arguments) {
    try {
      check(new File(arguments[0]));
    } catch (Exception | Error broken) {
      broken.printStackTrace();
      System.exit(3);
    }
    System.exit(good ? 0 : 1);
  }

  private static void check(File file) throws Exception {
    OWLOntology ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(file);
    int classes = (int) ontology.classesInSignature().count();
    System.out.printf("%d axioms, %d of them logical; %d classes%n", ontology.getAxiomCount(), ontology.getLogicalAxiomCount(), classes);
    if (classes == 0 || ontology.getLogicalAxiomCount() == 0) {
      answer("there is something to check", List.of("the file declares nothing"));
    }
    for (Profiles profile : List.of(Profiles.OWL2_DL, Profiles.OWL2_RL)) {
      List<OWLProfileViolation> violations = profile.checkOntology(ontology).getViolations();
      answer("in " + profile.getName(), violations.stream().map(Object::toString).distinct().collect(Collectors.toList()));
    }
    OWLReasoner reasoner = new ReasonerFactory().createReasoner(ontology);
    boolean consistent = reasoner.isConsistent();
    answer("consistent (HermiT)", consistent ? List.of() : List.of("no world fits these axioms"));
    if (consistent) {
      List<String> empty = reasoner.getUnsatisfiableClasses().entities()
          .filter(named -> !named.isOWLNothing()).map(OWLClass::toString).sorted().collect(Collectors.toList());
      answer("no unsatisfiable class (HermiT)", empty);
    }
  }

  private static void answer(String question, List<String> problems) {
    System.out.println((problems.isEmpty() ? "yes  " : "NO   ") + question);
    problems.stream().limit(MOST_SHOWN).forEach(problem -> System.out.println("     " + problem.replaceAll("\\s+", " ")));
    if (problems.size() > MOST_SHOWN) {
      System.out.println("     and " + (problems.size() - MOST_SHOWN) + " more");
    }
    good &= problems.isEmpty();
  }
}
