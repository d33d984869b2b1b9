// Xapian beside our engine: xapian FOLDER builds FOLDER/db from the arrays that xapian.ts wrote there, then answers
// one question a line. A question: sort slot, offset, limit, 1 for facets, then its filter, operators first:
//   a N … all   o N … any   n N … none   t TAG   c COMPLETE   l LANGUAGE   r SLOT FROM TO
// Index: a boolean term per tag (meta-tags inherited), for language, completion and visibility; numbers as values of
// four bytes; the tags that are counted packed into one value as 32-bit numbers, which a MatchSpy adds up in an array.
#include <xapian.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>
using namespace std;

enum { WORDS, KUDOS, REVISED, FACETS };
static const int KINDS = 7;
static string folder;

static vector<uint32_t> numbers(const string& name) {
  FILE* file = fopen((folder + "/" + name + ".u32").c_str(), "rb");
  fseek(file, 0, SEEK_END);
  vector<uint32_t> all(ftell(file) / 4);
  rewind(file);
  if (fread(all.data(), 4, all.size(), file) != all.size()) exit(2);
  fclose(file);
  return all;
}

// Most significant byte first: compared as bytes it sorts as the number does.
static string sortable(uint32_t n) {
  char bytes[4] = {char(n >> 24), char(n >> 16), char(n >> 8), char(n)};
  return string(bytes, 4);
}

static void build(const string& path) {
  auto about = numbers("about"), values = numbers("values");
  auto facetStarts = numbers("facet-starts"), facets = numbers("facets");
  auto filterStarts = numbers("filter-starts"), filters = numbers("filters");
  Xapian::WritableDatabase db(path + ".loose", Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
  for (size_t i = 0; i + 1 < facetStarts.size(); i++) {
    Xapian::Document doc;
    for (uint32_t at = filterStarts[i]; at < filterStarts[i + 1]; at++) doc.add_boolean_term("T" + to_string(filters[at]));
    if (about[i * 3]) doc.add_boolean_term("V");
    doc.add_boolean_term("C" + to_string(about[i * 3 + 1]));
    doc.add_boolean_term("L" + to_string(about[i * 3 + 2]));
    for (int slot = WORDS; slot <= REVISED; slot++) doc.add_value(slot, sortable(values[i * 3 + slot]));
    doc.add_value(FACETS, string((const char*)(facets.data() + facetStarts[i]), 4 * (facetStarts[i + 1] - facetStarts[i])));
    db.add_document(doc);
  }
  db.commit();
  db.compact(path, Xapian::DBCOMPACT_NO_RENUMBER);
}

static Xapian::Query queryOf(istream& in) {
  char what;
  in >> what;
  if (what == 'a' || what == 'o' || what == 'n') {
    int n;
    in >> n;
    vector<Xapian::Query> positive, negative;
    for (int i = 0; i < n; i++) {
      if (what == 'a' && (in >> ws).peek() == 'n') {
        in.get();
        int m;
        in >> m;
        for (int j = 0; j < m; j++) negative.push_back(queryOf(in));
      } else positive.push_back(queryOf(in));
    }
    if (what == 'n') swap(positive, negative);
    auto op = what == 'o' ? Xapian::Query::OP_OR : Xapian::Query::OP_AND;
    Xapian::Query all = positive.empty() ? Xapian::Query::MatchAll : Xapian::Query(op, positive.begin(), positive.end());
    if (negative.empty()) return all;
    return all &~ Xapian::Query(Xapian::Query::OP_OR, negative.begin(), negative.end());
  }
  if (what == 'r') {
    uint32_t slot, from, to;
    in >> slot >> from >> to;
    return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, sortable(from), sortable(to));
  }
  string number;
  in >> number;
  return Xapian::Query(string(1, toupper(what)) + number);
}

// Counters stay between questions and are set back through the list of those touched.
struct Counter : Xapian::MatchSpy {
  vector<uint32_t> counts[KINDS], touched[KINDS];
  void operator()(const Xapian::Document& doc, double) override {
    const string packed = doc.get_value(FACETS);
    for (size_t at = 0; at < packed.size(); at += 4) {
      uint32_t code;
      memcpy(&code, packed.data() + at, 4);
      auto& kind = counts[code >> 28];
      uint32_t tag = code & 0xfffffff;
      if (tag >= kind.size()) kind.resize(tag + tag / 2 + 1000);
      if (kind[tag]++ == 0) touched[code >> 28].push_back(tag);
    }
  }
  void tell(ostream& out) {
    for (int k = 0; k < KINDS; k++) {
      auto& tags = touched[k];
      auto& count = counts[k];
      auto before = [&](uint32_t a, uint32_t b) { return count[a] != count[b] ? count[a] > count[b] : a < b; };
      size_t n = min<size_t>(10, tags.size());
      partial_sort(tags.begin(), tags.begin() + n, tags.end(), before);
      out << (k ? ",[" : "[");
      for (size_t i = 0; i < n; i++) out << (i ? "," : "") << "[" << (uint64_t(k) << 28 | tags[i]) << "," << count[tags[i]] << "]";
      out << "]";
      for (uint32_t tag : tags) count[tag] = 0;
      tags.clear();
    }
  }
};

static string answer(Xapian::Database& db, Counter& counter, const string& line) {
  istringstream in(line);
  int slot, offset, limit, facets;
  in >> slot >> offset >> limit >> facets;
  auto start = chrono::steady_clock::now();
  Xapian::Enquire enquire(db);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, queryOf(in), Xapian::Query("V")));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::DESCENDING);
  enquire.set_sort_by_value(slot, true);
  if (facets) enquire.add_matchspy(&counter);
  Xapian::MSet found = enquire.get_mset(offset, limit, db.get_doccount());
  ostringstream out, counted;
  counter.tell(counted);
  out << "\"total\":" << found.get_matches_estimated() << ",\"ids\":[";
  bool first = true;
  for (auto it = found.begin(); it != found.end(); ++it, first = false) out << (first ? "" : ",") << *it;
  out << "],\"facets\":[" << counted.str() << "]";
  double ms = chrono::duration<double, milli>(chrono::steady_clock::now() - start).count();
  return "{\"ms\":" + to_string(ms) + "," + out.str() + "}";
}

int main(int, char** given) {
  folder = given[1];
  auto start = chrono::steady_clock::now();
  build(folder + "/db");
  double ms = chrono::duration<double, milli>(chrono::steady_clock::now() - start).count();
  Xapian::Database db(folder + "/db");
  cout << "{\"version\":\"" << Xapian::version_string() << "\",\"buildMs\":" << ms << "}" << endl;
  Counter counter;
  for (string line; getline(cin, line);) cout << answer(db, counter, line) << endl;
}
